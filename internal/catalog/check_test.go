package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// depot is a service with a field of every kind of rule.
var depot = catalog.Backend{
	Name: "depot", Title: "Depot",
	Fields: []catalog.Field{
		{Name: "address", Required: true, Group: catalog.Authentication},
		{Name: "gate", Group: catalog.Authentication},
		{Name: "user", Group: catalog.Authentication},
		{Name: "password", Secret: true, Group: catalog.Authentication},
		{Name: "badge", Secret: true, Group: catalog.Authentication},
		{Name: "photo", Group: catalog.Authentication},
		{Name: "lift", OneOf: []string{"left", "right"}, Default: "left"},
		{Name: "floor", Kind: catalog.Int, Least: 1, Most: 9, SafeMost: 5, Doc: "Above the fifth it is cold."},
		{Name: "box", Kind: catalog.Size, Default: "1024", Least: 512},
		{Name: "crate", Kind: catalog.Size, MultipleOf: 512},
		{Name: "case", Kind: catalog.Size, PowerOfTwo: true},
		{Name: "note", Free: true},
		{Name: "colour", Known: []string{"red", "blue"}, Complete: true},
		{Name: "shelf", Deprecated: "Boxes stand on the floor."},
		{Name: "label", OptionalSince: catalog.October},
		{Name: "stamp"},
		{Name: "ribbon", Kind: catalog.Bool},
		{Name: "cord", Kind: catalog.Bool},
	},
	Ways: []catalog.Way{
		{Name: "Password", At: []string{"gate"}, Fields: []string{"user", "password"}},
		{Name: "Badge", At: []string{"gate"}, Fields: []string{"badge"}, With: []string{"photo"}},
	},
	Rules: []catalog.Rule{
		{If: "stamp", Needs: []string{"label"}, Because: "A stamp sticks to a label."},
		{If: "ribbon", Where: "lift", Is: "right", Because: "The left one is too narrow."},
		{OnlyOne: []string{"ribbon", "cord"}, Because: "There is room for one."},
	},
}

// fine is a configuration that says nothing wrong, and more of it.
func fine(more catalog.Values) catalog.Values {
	all := catalog.Values{"address": "a", "gate": "g", "user": "u", "password": "p"}
	for name, v := range more {
		all[name] = v
	}
	return all
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		values catalog.Values
		want   string
	}{
		"nothing wrong":      {fine(nil), ""},
		"required":           {catalog.Values{"user": ""}, "address: address is missing\nThe field is required: give it a value."},
		"required and empty": {fine(catalog.Values{"address": ""}), "address: address is missing\nIt is an empty text, and the field is required.\nGive it a value: a variable that is not set may be behind it."},
		"not of the list": {fine(catalog.Values{"lift": "rigth"}),
			"lift: lift does not take \"rigth\"\nIt is one of `left`, `right`.\nDid you mean \"right\"?"},
		"nothing of the list": {fine(catalog.Values{"lift": ""}), "lift: lift does not take \"\"\nLeave it out, or write null, for the default of \"left\"."},
		"too small":           {fine(catalog.Values{"floor": int64(0)}), "floor: floor is too small: 0\nWrite 1 or more."},
		"too large":           {fine(catalog.Values{"floor": int64(10)}), "floor: floor is too large: 10\nWrite 9 or less."},
		"harmful":             {fine(catalog.Values{"floor": int64(6)}), "floor: (warning) floor above 5 does harm\nAbove the fifth it is cold."},
		"too few bytes":       {fine(catalog.Values{"box": "511"}), "box: box is too small: 511 bytes\nWrite 512 or more."},
		"a size that is none": {fine(catalog.Values{"box": "5M"}), ""},
		"not documented":      {fine(catalog.Values{"colour": "blu"}), "colour: (warning) \"blu\" is not a documented colour\nIt is sent unchanged.\nDid you mean \"blue\"?"},
		"deprecated":          {fine(catalog.Values{"shelf": ""}), "shelf: (warning) shelf is deprecated\nBoxes stand on the floor."},
		"a line break":        {fine(catalog.Values{"password": "p\n"}), "password: password begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\nRemove it: password = trimspace(…), or chomp(…)."},
		"spaces around it":    {fine(catalog.Values{"password": " p"}), "password: password begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\nRemove it: password = trimspace(…), or chomp(…)."},
		"many lines":          {fine(catalog.Values{"password": "p\nq\n"}), "password: (warning) password has several lines\nA file or a command that it comes from may have more in it than is meant.\nIt is sent as it is."},
		"a key in PEM":        {fine(catalog.Values{"password": "-----BEGIN KEY-----\nMC4C\n-----END KEY-----\n"}), ""},
		"a blank secret":      {fine(catalog.Values{"password": "\n"}), "password: password is nothing but white space\nA file, a command or a CI secret that it comes from may be empty.\nGive it a value, or leave it out."},
		"a blank requirement": {fine(catalog.Values{"address": " "}), "address: address is nothing but white space\nA file, a command or a CI secret that it comes from may be empty.\nGive it a value, or leave it out."},
		"padded and open":     {fine(catalog.Values{"label": "l "}), "label: label begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\nRemove it: label = trimspace(…), or chomp(…)."},
		"a note":              {fine(catalog.Values{"note": " n\n"}), ""},
		"no note":             {fine(catalog.Values{"note": " "}), ""},
		"an uneven size":      {fine(catalog.Values{"crate": "1537"}), "crate: crate is no multiple of 512: 1537 bytes\nWrite 1536 or 2048."},
		"an even size":        {fine(catalog.Values{"crate": "1536"}), ""},
		"no power of two":     {fine(catalog.Values{"case": "1536"}), "case: case is no power of two: 1536 bytes\nWrite 1024 or 2048."},
		"a power of two":      {fine(catalog.Values{"case": "2048"}), ""},
		"a need":              {fine(catalog.Values{"stamp": "s"}), "stamp: stamp needs label\nA stamp sticks to a label.\nSet label as well, or remove stamp."},
		"another value":       {fine(catalog.Values{"ribbon": true, "lift": "left"}), "ribbon: (warning) ribbon is not used with lift = \"left\"\nThe left one is too narrow.\nRemove it, or set lift = \"right\"."},
		"no value":            {fine(catalog.Values{"ribbon": true}), ""},
		"one too many":        {fine(catalog.Values{"ribbon": true, "cord": true}), "cord: ribbon and cord exclude each other\nThere is room for one.\nKeep one of them."},
		"one that is not set": {fine(catalog.Values{"ribbon": true, "cord": false}), ""},
		"half a way": {catalog.Values{"address": "a", "gate": "g", "user": "u"},
			"user: user needs password\nIt is for \"Password\", which takes password.\nSet password as well, or remove user."},
		"what belongs to another way": {fine(catalog.Values{"photo": "p"}),
			"photo: (warning) photo is not used without badge\nIt is for \"Badge\", which takes badge.\nSet badge as well, or remove photo."},
		"two ways": {fine(catalog.Values{"badge": "b"}),
			"badge: (warning) user and badge are two ways to authenticate\nThey are \"Password\" and \"Badge\", and only one of them is used.\nRemove user or badge."},
		"nowhere": {catalog.Values{"address": "a", "badge": "b"}, "gate: (warning) gate is not set\nWithout gate, \"Badge\" reaches nothing.\nSet gate."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := said(depot.Check(catalog.Config{Values: c.values})); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// said is what findings say, of which field.
func said(findings []catalog.Finding) string {
	var all []string
	for _, f := range findings {
		as := ""
		if f.Warns {
			as = "(warning) "
		}
		all = append(all, f.Field+": "+as+f.Error())
	}
	return strings.Join(all, "\n")
}

// What is not known yet is neither wrong nor missing, and what cannot be read is
// said once.
func TestCheckOfWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	wrong := catalog.Finding{Field: "floor", Summary: "floor does not take \"high\"", Detail: "Write a whole number."}
	got := said(depot.Check(catalog.Config{
		Values:  catalog.Values{"user": "u", "stamp": "s"},
		Unknown: map[string]bool{"address": true, "password": true, "label": true, "shelf": true, "gate": true},
		Wrong:   map[string]*catalog.Finding{"floor": &wrong},
	}))
	if want := "floor: floor does not take \"high\"\nWrite a whole number.\nshelf: (warning) shelf is deprecated\nBoxes stand on the floor."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// annex is a service with what depot does not have.
var annex = catalog.Backend{
	Name: "annex", Title: "Annex",
	Fields: []catalog.Field{
		{Name: "clerk", Default: "root", Accidental: true},
		{Name: "paper", Known: []string{"a4", "a5"}, ClosedSince: catalog.October},
		{Name: "bell", Kind: catalog.Bool},
		{Name: "scale", Kind: catalog.Int, Default: -1, Least: -1},
		{Name: "lock"},
		{Name: "chain"},
	},
	Rules: []catalog.Rule{
		{If: "bell", Never: true, Because: "Nobody hears it."},
		{AnyOf: []string{"lock", "chain"}, Warns: true, Because: "Anybody could come in."},
	},
}

func staffed(more catalog.Values) catalog.Values {
	all := catalog.Values{"clerk": "c", "lock": "l"}
	for name, v := range more {
		all[name] = v
	}
	return all
}

func TestCheckAnnex(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		values catalog.Values
		want   string
	}{
		"nothing wrong": {staffed(nil), ""},
		"nobody": {catalog.Values{"chain": "c"},
			"clerk: (warning) clerk is not set\nHoody would use \"root\", which is nobody's choice.\nSet clerk."},
		"an accident": {staffed(catalog.Values{"clerk": ""}),
			"clerk: (warning) clerk is not set\nHoody would use \"root\", which is nobody's choice.\nSet clerk."},
		"closed later": {staffed(catalog.Values{"paper": "a6"}),
			"paper: (warning) \"a6\" is not a documented paper\nVersion 2026-10 of Hoody refuses it."},
		"never":          {staffed(catalog.Values{"bell": true}), "bell: bell cannot be used\nNobody hears it.\nRemove bell."},
		"not at all":     {staffed(catalog.Values{"bell": false}), ""},
		"less than zero": {staffed(catalog.Values{"scale": int64(-1)}), ""},
		"too much less":  {staffed(catalog.Values{"scale": int64(-2)}), "scale: scale is too small: -2\nWrite -1 or more."},
		"advice":         {staffed(catalog.Values{"lock": ""}), "lock: (warning) Neither lock nor chain is set\nAnybody could come in.\nSet one of `lock`, `chain`."},
		"advice taken":   {staffed(catalog.Values{"lock": "", "chain": "c"}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := said(annex.Check(catalog.Config{Values: c.values})); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Fields have the names under which they were written.
func TestCheckNamesWhatWasWritten(t *testing.T) {
	t.Parallel()
	findings := depot.Check(catalog.Config{
		Values:  catalog.Values{"address": "a", "gate": "g", "password": "p"},
		Written: func(f *catalog.Field) string { return "the_" + f.Name },
	})
	if got := said(findings); !strings.HasPrefix(got, "password: the_password needs the_user\n") {
		t.Errorf("got %s", got)
	}
	if got := fmt.Sprint(findings[0].Missing); got != "[user]" {
		t.Errorf("missing is %s", got)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    catalog.Kind
		written string
		want    any
		wrong   string
	}{
		{catalog.String, "a", "a", ""},
		{catalog.Bool, "true", true, ""},
		{catalog.Bool, "1", nil, "f does not take \"1\"\nWrite true or false."},
		{catalog.Int, "7", int64(7), ""},
		{catalog.Int, "7.0", int64(7), ""},
		{catalog.Int, "1.5", nil, "f: 1.5 is not a whole number\nWrite a number without a fraction, such as 1."},
		{catalog.Int, "1e30", nil, "f: 1e+30 is too large\nWrite 9223372036854775807 or less."},
		{catalog.Int, "seven", nil, "f does not take \"seven\"\nWrite a whole number."},
		{catalog.Int, "Inf", nil, "f does not take \"Inf\"\nWrite a whole number."},
		{catalog.Size, "5Mi", "5242880", ""},
		{catalog.Size, "5M", nil, "f: \"5M\" is not a size\nWrite \"5Mi\" for powers of 1024, or \"5000000\" for powers of 1000."},
	} {
		got, wrong := (&catalog.Field{Name: "f", Kind: c.kind}).Parse(c.written)
		if got != c.want || (wrong == nil) != (c.wrong == "") || wrong != nil && wrong.Error() != c.wrong {
			t.Errorf("%q: got %v, %v", c.written, got, wrong)
		}
	}
}
