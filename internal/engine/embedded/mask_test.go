package embedded

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestMask(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		text, want    string
	}{
		{"no secret", "s3", catalog.Values{"access_key_id": "AKIA", "region": "us-east-1"},
			"AKIA in us-east-1", "AKIA in us-east-1"},
		{"secret, as it is and in a URL", "s3", catalog.Values{"secret_access_key": "a/b+c="},
			"a/b+c= a%2Fb%2Bc%3D a%2Fb+c=", "*** *** ***"},
		{"short secret", "sia", catalog.Values{"api_password": "pw"},
			"the pw is wrong", "the *** is wrong"},
		{"one secret in another", "s3", catalog.Values{"secret_access_key": "secret", "session_token": "secret-token"},
			"secret-token, secret", "***, ***"},
		{"empty secret", "s3", catalog.Values{"secret_access_key": ""},
			"as it is", "as it is"},
		{"service account", "google-cloud-storage", catalog.Values{"service_account_credentials": `{"type":"service_account","client_email":"me@example.com","private_key_id":"0123456789abcdef","private_key":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nEFAASCBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----\n"}`},
			"me@example.com uses 0123456789abcdef: MIIEvQIBADANBgkqhkiG9w0BAQ", "me@example.com uses ***: ***"},
		{"OAuth token", "google-cloud-storage", catalog.Values{"token": `{"access_token":"ya29.abcdef","token_type":"Bearer","refresh_token":"1//0gabcdef"}`},
			"Bearer ya29.abcdef, 1//0gabcdef or 1%2F%2F0gabcdef", "Bearer ***, *** or ***"},
		{"SAS URL", "azureblob", catalog.Values{"sas_url": "https://a.blob.core.windows.net/?sv=2022-11-02&sig=abc%2Fdefghij%3D"},
			"GET https://a.blob.core.windows.net/photos?comp=list&sig=abc%2Fdefghij%3D or abc/defghij=", "GET https://a.blob.core.windows.net/photos?comp=list&sig=*** or ***"},
		{"connection string", "azurefiles", catalog.Values{"connection_string": "DefaultEndpointsProtocol=https;AccountName=mystorage;AccountKey=c2VjcmV0a2V5;EndpointSuffix=core.windows.net"},
			"mystorage with c2VjcmV0a2V5 at core.windows.net", "mystorage with *** at core.windows.net"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := maskOf(catalog.ByName(c.backend), c.values).hide(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
