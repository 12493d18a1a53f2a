package codec

import (
	"bytes"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ReadStored reads a state in JSON as the framework does: it leaves out what the
// schema no longer has, and what the state does not have is null. types are the types
// of the named attributes. It returns false if the framework has to decide.
func ReadStored(data []byte, names []string, types []tftypes.Type) (Object, bool) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil, false
	}
	all := make(Object, len(names))
	for next := 0; decoder.More(); next++ {
		name, err := decoder.Token()
		if err != nil {
			return nil, false
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, false
		}
		i := Index(names, name.(string), min(next, len(all)-1)) // a key is a text
		if i < 0 {
			continue
		}
		if all[i] = stored(value, types[i]); all[i] == nil {
			return nil, false
		}
	}
	if _, err := decoder.Token(); err != nil {
		return nil, false
	}
	for i := range all {
		if all[i] == nil {
			all[i] = []byte{codeNil}
		}
	}
	return all, true
}

// stored returns the encoding of a value in JSON, or nil.
func stored(value json.RawMessage, typ tftypes.Type) []byte {
	switch {
	case string(value) == "null":
		return []byte{codeNil}
	case typ.Is(tftypes.Bool) && string(value) == "true":
		return []byte{codeTrue}
	case typ.Is(tftypes.Bool) && string(value) == "false":
		return []byte{codeFalse}
	case typ.Is(tftypes.String) && value[0] == '"':
		var s string
		if json.Unmarshal(value, &s) != nil || len(s) > longest {
			return nil
		}
		return append(appendHead(make([]byte, 0, 3+len(s)), text, len(s)), s...)
	}
	encoded := Reencode(&tfprotov6.RawState{JSON: value}, typ)
	if encoded == nil {
		return nil
	}
	return encoded.MsgPack
}

// Reencode returns a value in JSON in the protocol's encoding, as the framework would,
// or nil.
func Reencode(raw *tfprotov6.RawState, typ tftypes.Type) *tfprotov6.DynamicValue {
	value, err := raw.UnmarshalWithOpts(typ, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil
	}
	encoded, err := tfprotov6.NewDynamicValue(typ, value)
	if err != nil {
		return nil
	}
	return &encoded
}
