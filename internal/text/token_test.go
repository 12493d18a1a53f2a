package text

import (
	"encoding/base64"
	"testing"
	"time"
)

func TestToken(t *testing.T) {
	t.Parallel()
	testSpellings(t, Token, []spelling{
		{"", ""},
		{`{"access_token":"a"}`, `{"access_token":"a"}`},
		{"{\"token_type\": \"Bearer\",\n\"access_token\": \"a\", \"expiry\": \"2026-11-30T12:00:00.5+01:00\"}\n",
			`{"access_token":"a","expiry":"2026-11-30T12:00:00.5+01:00","token_type":"Bearer"}`},
	})
	const whole = "Give the whole document that rclone authorize prints between its arrows, with access_token, refresh_token and expiry."
	blob := base64.RawStdEncoding.EncodeToString([]byte(`{"scope":"drive","token":"{}"}`))
	testMistakes(t, Token, []mistake{
		{"Paste the following into your remote machine --->\n{\"access_token\":\"a\"}\n<---End paste",
			"The value is all that rclone authorize printed, and not only the token",
			"Leave out the lines with the arrows: the token is between them, from { to }."},
		{blob, "The value is a configuration of rclone in base64, which has the token inside",
			"Run rclone authorize with the name of the storage alone, or with the id and the secret of a client after it: it then prints the token."},
		{`token = {"access_token":"a"}`, "The value is a line of rclone's configuration, and not only the token",
			"Leave out what is before the {, the name of the setting."},
		{"ya29.a0AfH6SMB-secret_token", "The value is an access token alone, which soon expires", whole},
		{"1//0gRefresh-token", "The value is an access token alone, which soon expires", whole},
		{"token.json", "The value is not JSON: it is wrong at byte 2", jsonAdvice},
		{"~/token", "The value is not JSON: it is wrong at byte 1", jsonAdvice},
		{`{"access_token":"a"`, "The value is not JSON: it ends too early", jsonAdvice},
		{`"ya29"`, "The value is JSON, but not an object with names and values", jsonAdvice},
		{`{"refresh_token":"a"}`, "The document has no access_token", whole},
		{`{"access_token":""}`, "The document has no access_token", whole},
		{`{"access_token":"a","expiry":"tomorrow"}`, "The document has an expiry that is no time",
			"Give it as rclone authorize prints it, such as 2026-11-30T12:00:00Z, or leave expiry out."},
		{`{"installed":{"client_id":"a"}}`, "The document is an OAuth client, and not a token",
			"Its client_id and client_secret have fields of their own. " + whole},
		{`{"type":"service_account","private_key":"a"}`, "The document is the key of a service account, and not a token",
			"It goes into the field for such keys, where there is one. " + whole},
	})
}

func TestReadToken(t *testing.T) {
	t.Parallel()
	const document = `{"access_token":"a","Refresh_Token":"r","expiry":"2026-11-30T12:00:00Z","expires_in":3600}`
	token, ok := ReadToken(document)
	noon := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	if !ok || token.Access != "a" || token.Refresh != "r" || !token.Expiry.Equal(noon) {
		t.Errorf("got %+v, %v", token, ok)
	}
	if token.IsOver(noon.Add(-time.Second)) || !token.IsOver(noon) || (OAuthToken{Access: "a"}).IsOver(noon) {
		t.Error("it is over from its expiry on, and never without one")
	}
	if _, ok := ReadToken(`{"expiry":"2026-11-30T12:00:00Z"}`); ok {
		t.Error("a document without an access token is one")
	}
	left, err := WithoutRefresh(document)
	if want := `{"Refresh_Token":"kept-from-this-use","access_token":"a","expires_in":3600,"expiry":"2026-11-30T12:00:00Z"}`; left != want || err != nil {
		t.Errorf("got %s, %v", left, err)
	}
	if left, err := WithoutRefresh("no document"); err == nil {
		t.Errorf("got %q", left)
	}
}
