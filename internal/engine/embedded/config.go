package embedded

import (
	"bytes"
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configstruct"
	"github.com/rclone/rclone/fs/config/obscure"
	"github.com/rclone/rclone/fs/fspath"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// rclone makes its cipher when one is first needed, which is not safe when two need it
// at once, and Terraform calls functions concurrently.
func init() { _, _ = obscure.Obscure("") }

// Config writes a configuration as a section of rclone's configuration file. rclone
// reads it as the same options that a verification has. The section has only what
// differs from rclone's own defaults, in the documented order, and the same arguments
// always give the same text.
//
// An error is an *engine.Error. It blames the field that the file cannot hold, or no
// field if the name cannot be a section's.
func Config(name string, b *catalog.Backend, values catalog.Values) (string, error) {
	if err := checkSection(name); err != nil {
		return "", err
	}
	if b.Proves == catalog.Unproven {
		return "", &engine.Error{
			Message: "The provider has no client of " + b.Title + ", and does not know rclone's options of it.",
			Advice:  "Write this section with rclone config.",
		}
	}
	info, err := registered(b)
	if err != nil {
		return "", err
	}
	options, err := optionsOf(info, b, values, obscureAlike(b))
	if err != nil {
		return "", err
	}
	var section strings.Builder
	fmt.Fprintf(&section, "[%s]\ntype = %s\n", name, b.BackendType())
	for i := range b.Fields {
		f := &b.Fields[i]
		option := info.Options.Get(f.Name)
		if option == nil && services.IsSet(values, f.Name) {
			return "", &engine.Error{
				Field: f.Name, Message: "rclone has no such option: only Hoody knows what it does with it.",
				Advice: "Leave the field out.",
			}
		}
		text, refusal := written(f, option, options[f.Name])
		if refusal != nil {
			return "", refusal
		}
		if text != "" {
			fmt.Fprintf(&section, "%s = %s\n", f.Name, text)
		}
	}
	return section.String(), nil
}

// defaultSection is where rclone's reader puts what stands before any section, and
// where it looks up the values of names to replace.
const defaultSection = "DEFAULT"

// checkSection refuses names that rclone does not allow, and those that its reader
// does not read as a section of their own.
func checkSection(name string) error {
	refusal := &engine.Error{
		Message: fmt.Sprintf("rclone cannot call a section %q.", name),
		Advice:  "Use letters, digits, _, -, +, @ and spaces inside; a name does not begin with -.",
	}
	switch {
	case fspath.CheckConfigName(name) != nil:
		return refusal
	case name == defaultSection:
		refusal.Advice = "rclone keeps this name for itself: use another one."
		return refusal
	case strings.Contains(name, "."):
		refusal.Advice = "rclone would read what this section leaves out from the one that is named by what stands before " +
			"the dot: use _ or - instead."
		return refusal
	default:
		return nil
	}
}

// obscureAlike obscures the same password of a backend to the same text each time.
// rclone's own function draws a random initialisation vector, and a Terraform function
// must not answer differently when it is called again.
func obscureAlike(b *catalog.Backend) obscurer {
	return func(f *catalog.Field, plain string) (string, error) {
		mac := hmac.New(sha256.New, []byte(b.Name+"\x00"+f.Name))
		mac.Write([]byte(plain))
		iv := mac.Sum(nil)[:aes.BlockSize]
		// The cipher is a stream, so revealing also hides, and rclone keeps the key.
		encode := base64.RawURLEncoding.EncodeToString
		cipher, err := obscure.Reveal(encode(append(bytes.Clone(iv), plain...)))
		return encode(append(bytes.Clone(iv), cipher...)), err
	}
}

// written returns an option as it is written to the file, or "" if rclone's own
// default is the same.
func written(f *catalog.Field, option *fs.Option, text string) (string, *engine.Error) {
	if option == nil {
		return "", nil // rclone would not read it
	}
	if f.Kind == catalog.JSON {
		text = compact(text)
	}
	value, err := configstruct.StringToInterface(option.GetValue(), text)
	if err != nil {
		return "", &engine.Error{
			Field:   f.Name,
			Message: "rclone does not take the value.",
			Advice:  "Write the value as the documentation of " + f.Name + " shows.",
		}
	}
	// An empty list does not equal a nil one, but is written the same.
	if reflect.DeepEqual(value, option.GetValue()) || text == "" && option.String() == "" {
		return "", nil
	}
	if text == "" {
		return "", &engine.Error{
			Field:   f.Name,
			Message: fmt.Sprintf("An empty value cannot be written: rclone would take its own default, %q.", option.String()),
			Advice:  "Leave the field out to use that default, or give it a value.",
		}
	}
	return quote(f, ownSpelling(value, text))
}

// ownSpelling writes a value as rclone would, 16Mi for 16777216B, or returns the text
// if that would round it.
func ownSpelling(value any, text string) string {
	own := (&fs.Option{Value: value}).String()
	if again, err := configstruct.StringToInterface(value, own); err == nil && reflect.DeepEqual(again, value) {
		return own
	}
	return text
}

// compact returns a JSON document in one line.
func compact(document string) string {
	var line bytes.Buffer
	if json.Compact(&line, []byte(document)) != nil {
		return document
	}
	return line.String()
}

// replaced matches what rclone's reader replaces with the value of that name. There is
// no way to escape it.
var replaced = regexp.MustCompile(`%\([^)]+\)s`)

// quote writes a value so that rclone's reader reads all of it, or refuses a value
// that the file cannot hold.
func quote(f *catalog.Field, text string) (string, *engine.Error) {
	refusal := &engine.Error{Field: f.Name}
	switch {
	case strings.Contains(text, "\n"):
		refusal.Message = "A value with a line break cannot be written to a configuration file of rclone."
		refusal.Advice = "Remove the line break; chomp(…) removes one at the end."
		return "", refusal
	case replaced.MatchString(text):
		refusal.Message = "A value with %(…)s in it cannot be written to a configuration file of " +
			"rclone, which would replace that."
		refusal.Advice = "Leave the field out, and give the value to rclone in its environment or as a flag."
		return "", refusal
	case strings.TrimSpace(text) != text, strings.HasPrefix(text, "`"), strings.HasPrefix(text, `"""`):
		// The quotes end at the last one in the line, whatever is between them.
		return "`" + text + "`", nil
	default:
		return text, nil
	}
}
