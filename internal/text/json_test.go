package text

import (
	"strings"
	"testing"
)

func TestJSON(t *testing.T) {
	t.Parallel()
	testSpellings(t, JSON, []spelling{
		{"", ""},
		{"{}", "{}"},
		{"{ \"type\" : \"service_account\",\n\"private_key\":\"-----BEGIN\\nabc+/=\\n\" }\n", `{"private_key":"-----BEGIN\nabc+/=\n","type":"service_account"}`},
		{`{"b":{"d":1,"c":[2,1]},"a":null}`, `{"a":null,"b":{"c":[2,1],"d":1}}`},
		{`{"n":12345678901234567890.10,"e":1E2}`, `{"e":1E2,"n":12345678901234567890.10}`},
	})
}

func TestJSONMistakes(t *testing.T) {
	t.Parallel()
	const advice = `Give the document itself and not its path: file("key.json"), or jsonencode({ … }); what comes in base64 needs base64decode(…).`
	testMistakes(t, JSON, []mistake{
		{"/etc/key.json", "The value is not JSON: it is wrong at byte 1", advice},
		{"eyJ0eXBlIjoic2VydmljZV9hY2NvdW50In0=", "The value is not JSON: it is wrong at byte 1", advice},
		{`{"token":hush}`, "The value is not JSON: it is wrong at byte 10", advice},
		{`{"token":"hush"`, "The value is not JSON: it ends too early", advice},
		{" \n", "The value is not JSON: it ends too early", advice},
		{`{"token":"hush"} hush`, "The value goes on after the end of its JSON", advice},
		{`{}{}`, "The value goes on after the end of its JSON", advice},
		{`{}}`, "The value goes on after the end of its JSON", advice},
		{`"{\"token\":\"hush\"}"`, "The value is JSON, but not an object with names and values", advice},
		{`["hush"]`, "The value is JSON, but not an object with names and values", advice},
		{"null", "The value is JSON, but not an object with names and values", advice},
		{"42", "The value is JSON, but not an object with names and values", advice},
	})
}

func TestJSONErrorsKeepTheSecret(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"HUSH", `{"HUSH`, `{"a":HUSH}`, `{"a":"HUSH\q"}`, `{} HUSH`, `["HUSH"]`, `"HUSH"`, "{\"a\":\"HUSH\x01\"}"} {
		_, err := JSON.Canonical(s)
		if err == nil {
			t.Errorf("%q is taken for a document", s)
		} else if strings.Contains(err.Error(), "HUSH") || strings.Contains(err.Error(), "'H'") {
			t.Errorf("%q: the error shows the value: %v", s, err)
		}
	}
}
