package embedded

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/config/obscure"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// errKind says that a value does not have the type that its Kind is sent as.
var errKind = errors.New("the value does not have the documented type")

// translation writes a value of each kind as rclone reads it. A kind that is not
// listed is a string that rclone takes unchanged, such as the decimal mask of an
// encoding.
var translation = map[catalog.Kind]func(any) (string, error){
	catalog.Bool:      translateBool,
	catalog.Int:       func(v any) (string, error) { return translateInt(v, "") },
	catalog.Seconds:   func(v any) (string, error) { return translateInt(v, "s") },
	catalog.Size:      translateSize,
	catalog.SizeOrOff: translateSizeOrOff,
	catalog.Bits:      translateBits,
	catalog.Time:      translateTime,
}

func translateBool(v any) (string, error) {
	b, ok := v.(bool)
	if !ok {
		return "", errKind
	}
	return strconv.FormatBool(b), nil
}

func translateInt(v any, unit string) (string, error) {
	n, ok := v.(int64)
	if !ok {
		return "", errKind
	}
	return strconv.FormatInt(n, 10) + unit, nil
}

// translateSize writes a size with its unit: rclone reads a bare number as KiB.
func translateSize(v any) (string, error) {
	s, err := translateString(v)
	if err != nil || s == "" {
		return "", err
	}
	if _, err := strconv.ParseUint(s, 10, 63); err != nil {
		return "", errors.New("a size is a number of bytes in decimal digits")
	}
	return s + "B", nil
}

func translateSizeOrOff(v any) (string, error) {
	if v == text.Off {
		return "off", nil
	}
	return translateSize(v)
}

// translateBits writes names, since rclone reads none of the documented numbers.
func translateBits(v any) (string, error) {
	s, err := translateString(v)
	if err != nil {
		return "", err
	}
	return text.Bits.Canonical(s)
}

// translateTime leaves out the documented "not set", so that rclone uses its own
// default.
func translateTime(v any) (string, error) {
	s, err := translateString(v)
	if s == text.TimeNotSet {
		s = ""
	}
	return s, err
}

func translateString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", errKind
	}
	return s, nil
}

// An obscurer hides a password in the way that rclone expects.
type obscurer func(f *catalog.Field, plain string) (string, error)

// obscureAnew uses a random initialisation vector, so no two results are the same.
func obscureAnew(_ *catalog.Field, plain string) (string, error) { return obscure.Obscure(plain) }

// registered returns what rclone knows of a backend's options.
func registered(b *catalog.Backend) (*fs.RegInfo, error) {
	info, err := fs.Find(b.BackendType())
	if err != nil {
		return nil, fmt.Errorf("rclone does not know the backend %s: %w", b.Name, err)
	}
	return info, nil
}

// translate turns a configuration to be verified into rclone's options. An error is an
// *engine.Error on the field whose value cannot be passed to rclone.
func translate(b *catalog.Backend, values catalog.Values) (configmap.Simple, error) {
	info, err := registered(b)
	if err != nil {
		return nil, err
	}
	options, err := optionsOf(info, b, values, obscureAnew)
	if err != nil {
		return nil, err
	}
	service := services.ByName(b.Name)
	for name, value := range service.Forced {
		options[name] = value
	}
	if service.Adjust != nil {
		service.Adjust(values, options)
	}
	return options, nil
}

// optionsOf turns a configuration into rclone's options: the configured value, or the
// documented default, or the default in rclone's registry. An error is an
// *engine.Error on the field whose value cannot be passed to rclone.
func optionsOf(info *fs.RegInfo, b *catalog.Backend, values catalog.Values, hide obscurer) (configmap.Simple, error) {
	service := services.ByName(b.Name)
	options := configmap.Simple{}
	for i := range info.Options {
		options[info.Options[i].Name] = info.Options[i].String()
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		text, said, err := translateField(f, values)
		if to, ok := service.Renamed[f.Name][text]; ok {
			text = to
		}
		if option := info.Options.Get(f.Name); err == nil && option != nil && option.IsPassword && text != "" {
			text, err = hide(f, text)
		}
		if err != nil {
			return nil, &engine.Error{
				Field:   f.Name,
				Message: "The value cannot be used: " + err.Error() + ".",
				Advice:  "Write the value as the documentation of " + f.Name + " shows.",
			}
		}
		if said {
			options[f.Name] = text
		}
	}
	if service.Mend != nil {
		service.Mend(options)
	}
	return options, nil
}

// isText reports whether an empty value means an empty text, and not "unset".
func isText(f *catalog.Field) bool {
	return slices.Contains(texts, f.Kind)
}

// texts are the kinds for which an empty value is a value.
var texts = []catalog.Kind{
	catalog.String, catalog.JSON, catalog.File, catalog.URL, catalog.PEM, catalog.Words, catalog.List,
	catalog.Pairs, catalog.Token,
}

// presumed returns what the service uses if a field is not set, or nil if that is
// rclone's own default, as it is for a field that a later version added without a
// documented default.
func presumed(f *catalog.Field) any {
	if def := f.DocumentedDefault(); f.Since != catalog.Page && def != "" {
		return def
	}
	return f.DefaultValue()
}

// translateField returns the text of a field for rclone, and whether rclone is told
// anything.
func translateField(f *catalog.Field, values catalog.Values) (text string, said bool, err error) {
	value, ok := values[f.Name]
	if !ok || value == "" && (!isText(f) || f.Since != catalog.Page && f.DocumentedDefault() == "") {
		value = presumed(f)
	}
	if f.Rounded && value == int64(0) {
		value = nil
	}
	if value == nil {
		return "", false, nil
	}
	write, ok := translation[f.Kind]
	if !ok {
		write = translateString
	}
	if text, err = write(value); err != nil {
		return "", false, err
	}
	return text, text != "" || isText(f), nil
}
