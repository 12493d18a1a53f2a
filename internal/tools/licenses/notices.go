package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

const preface = `Software of others in terraform-provider-hoody
==============================================

The released binaries contain what is listed here, unmodified. Not every
platform's has all of it. The source of a module, also of those under the
Mozilla Public License, is what "go mod download PATH@VERSION" fetches.

This file is written by "make licenses".

`

const rule = "------------------------------------------------------------------------"

// render lists the modules with their licences, then the texts.
func render(modules []*module, texts []*text) []byte {
	var out bytes.Buffer
	out.WriteString(preface)
	for _, m := range modules {
		var licenses []string
		for _, t := range texts {
			if t.licenses != "" && slices.ContainsFunc(t.files, func(f file) bool { return f.module == m.String() }) {
				licenses = append(licenses, strings.Split(t.licenses, ", ")...)
			}
		}
		slices.Sort(licenses)
		fmt.Fprintf(&out, "%s: %s\n", m, strings.Join(slices.Compact(licenses), ", "))
	}
	for _, t := range texts {
		fmt.Fprintf(&out, "\n%s\n", rule)
		for _, f := range t.files {
			fmt.Fprintln(&out, f)
			for _, h := range f.holders {
				fmt.Fprintf(&out, "    %s\n", h)
			}
		}
		fmt.Fprintf(&out, "%s\n\n%s\n", rule, t.words)
	}
	return out.Bytes()
}
