package codec

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// An Object is the encoding of each attribute of an object, in the order of their
// names. All of it is known.
type Object [][]byte

// IsNull reports whether an attribute has no value.
func (o Object) IsNull(i int) bool { return o[i][0] == codeNil }

// Cut is an object of the named attributes, as Terraform sent it, in pieces. It is
// false where there is none, where something is unknown, and where its attributes
// are others.
func Cut(v *tfprotov6.DynamicValue, names []string) (Object, bool) {
	if v == nil {
		return nil, false
	}
	h, rest, ok := readHead(v.MsgPack)
	if !ok || h.class != mapping || h.n != len(names) {
		return nil, false
	}
	all := make(Object, len(names))
	for next := range all {
		h, after, ok := readHead(rest)
		if !ok || h.class != text || h.n > len(after) {
			return nil, false
		}
		i := Index(names, string(after[:h.n]), next)
		value := after[h.n:]
		rest, ok = skip(value)
		if !ok || i < 0 || all[i] != nil {
			return nil, false
		}
		all[i] = value[:len(value)-len(rest)]
	}
	return all, len(rest) == 0
}

// Index is where a name is among others, or negative. Terraform writes attributes in
// the order of their names, so that the guess is mostly right.
func Index(names []string, name string, guess int) int {
	if names[guess] == name {
		return guess
	}
	if i, ok := slices.BinarySearch(names, name); ok {
		return i
	}
	return -1
}

// Whole puts the pieces together again.
func (o Object) Whole(names []string) *tfprotov6.DynamicValue {
	size := 3
	for i, piece := range o {
		size += 2 + len(names[i]) + len(piece)
	}
	data := appendHead(make([]byte, 0, size), mapping, len(o))
	for i, piece := range o {
		data = appendHead(data, text, len(names[i]))
		data = append(append(data, names[i]...), piece...)
	}
	return &tfprotov6.DynamicValue{MsgPack: data}
}
