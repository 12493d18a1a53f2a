package codec

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// An Object has the encoding of each attribute of an object, in the order of their
// names. Nothing in it is unknown.
type Object [][]byte

// IsNull reports whether an attribute has no value.
func (o Object) IsNull(i int) bool { return o[i][0] == codeNil }

// Cut takes apart an object as Terraform sent it, which must have exactly the named
// attributes. It returns false if there is no object, if something in it is unknown,
// or if its attributes are others.
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

// Index returns the index of a name, or a negative number if it is missing. Terraform
// writes attributes in the order of their names, so the guess is usually right.
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
