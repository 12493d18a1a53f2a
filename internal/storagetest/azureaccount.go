package storagetest

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// An azureAccount is a storage account of Azure. It checks what is signed with its
// key, as Microsoft documents it in "Authorize with Shared Key", "Create an account
// SAS" and "Create a service SAS" (REST API of Azure Storage).
type azureAccount struct {
	name string
	// key is in base64, as people have it.
	key string
	// service is how a SAS names the service: b for blobs, f for files.
	service string
}

// resource returns the path of a request below the account. If the host is an IP
// address, the account is the first segment of the path, as documented for the
// emulators; what is signed then has the account twice.
func (a azureAccount) resource(r *http.Request) string {
	return strings.Trim(strings.TrimPrefix(r.URL.Path, "/"+a.name), "/")
}

// azureVersion is the version of the SAS that are made and understood. What goes into
// the signature last changed with 2020-12-06.
const azureVersion = "2022-11-02"

// An azureNeed is what an operation requires of a SAS.
type azureNeed struct {
	// resourceType is s for a service, c for a container or share, o for what
	// is in it.
	resourceType string
	// permission is l to list, r to read, w to write and d to delete.
	permission string
	// container is the container or share that the request is about, if any.
	container string
}

// An azureError is an answer other than success. The detail is only for failed
// authentication.
type azureError struct {
	status                int
	code, message, detail string
}

func azureAuthenticationFailed(detail string) *azureError {
	return &azureError{http.StatusForbidden, "AuthenticationFailed",
		"Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly " +
			"including the signature.", detail}
}

// azureMayNot is the answer to credentials that lack the permission.
var azureMayNot = &azureError{http.StatusForbidden, "AuthorizationPermissionMismatch",
	"This request is not authorized to perform this operation using this permission.", ""}

// azureBadInput is the answer to a body that does not arrive completely.
var azureBadInput = &azureError{http.StatusBadRequest, "InvalidInput", "One of the request inputs is not valid.", ""}

// authenticate refuses a request that is not signed with the account's key, or
// that its SAS does not allow.
func (a azureAccount) authenticate(r *http.Request, need azureNeed) *azureError {
	q := r.URL.Query()
	scheme, credential, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	switch {
	case q.Has("sig") && q.Has("sr"):
		return a.checkServiceSAS(q, need)
	case q.Has("sig"):
		return a.checkAccountSAS(q, need)
	case scheme == "SharedKey":
		return a.checkSharedKey(r, credential)
	default:
		return &azureError{http.StatusUnauthorized, "NoAuthenticationInformation",
			"Server failed to authenticate the request. Please refer to the information in the www-authenticate header.", ""}
	}
}

// checkSharedKey checks "Authorization: SharedKey account:signature".
func (a azureAccount) checkSharedKey(r *http.Request, credential string) *azureError {
	account, signature, _ := strings.Cut(credential, ":")
	date, err := http.ParseTime(cmp.Or(r.Header.Get("x-ms-date"), r.Header.Get("Date")))
	if err != nil || time.Since(date).Abs() > 15*time.Minute {
		return azureAuthenticationFailed("Request date header too old: '" + r.Header.Get("x-ms-date") + "'")
	}
	toSign := a.sharedKeyText(r)
	if account != a.name || !hmac.Equal([]byte(signature), []byte(a.sign(toSign))) {
		return azureAuthenticationFailed("The MAC signature found in the HTTP request '" + signature +
			"' is not the same as any computed signature. Server used following string to sign: '" + toSign + "'.")
	}
	return nil
}

// sharedKeyText returns the string to sign of "Authorize with Shared Key", since
// version 2015-02-21, in which an empty body has no length.
func (a azureAccount) sharedKeyText(r *http.Request) string {
	lines := []string{r.Method}
	for _, name := range []string{
		"Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date",
		"If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
	} {
		value := r.Header.Get(name)
		if name == "Content-Length" && value == "0" || name == "Date" && r.Header.Get("x-ms-date") != "" {
			value = ""
		}
		lines = append(lines, value)
	}
	var own []string
	for name, values := range r.Header {
		if name := strings.ToLower(name); strings.HasPrefix(name, "x-ms-") {
			own = append(own, name+":"+strings.Join(values, ","))
		}
	}
	slices.Sort(own)
	lines = append(lines, own...)

	lines = append(lines, "/"+a.name+r.URL.EscapedPath())
	q := r.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(q)) {
		slices.Sort(q[name])
		lines = append(lines, strings.ToLower(name)+":"+strings.Join(q[name], ","))
	}
	return strings.Join(lines, "\n")
}

// accountSAS makes the query of an account SAS for the account's service.
func (a azureAccount) accountSAS(permissions, resourceTypes string, expiry time.Time) string {
	q := url.Values{
		"sv": {azureVersion}, "ss": {a.service}, "srt": {resourceTypes}, "sp": {permissions},
		"se": {expiry.UTC().Format(time.RFC3339)}, "spr": {"https,http"},
	}
	q.Set("sig", a.sign(a.accountSASText(q)))
	return q.Encode()
}

// containerSAS makes the query of a service SAS for one container.
func (a azureAccount) containerSAS(container, permissions string, expiry time.Time) string {
	q := url.Values{
		"sv": {azureVersion}, "sr": {"c"}, "sp": {permissions},
		"se": {expiry.UTC().Format(time.RFC3339)}, "spr": {"https,http"},
	}
	q.Set("sig", a.sign(a.containerSASText(q, container)))
	return q.Encode()
}

func (a azureAccount) accountSASText(q url.Values) string {
	text := a.name + "\n"
	for _, field := range []string{"sp", "ss", "srt", "st", "se", "sip", "spr", "sv", "ses"} {
		text += q.Get(field) + "\n"
	}
	return text
}

func (a azureAccount) containerSASText(q url.Values, container string) string {
	lines := []string{q.Get("sp"), q.Get("st"), q.Get("se"), "/blob/" + a.name + "/" + container}
	for _, field := range []string{"si", "sip", "spr", "sv", "sr", "snapshot", "ses", "rscc", "rscd", "rsce", "rscl",
		"rsct"} {
		lines = append(lines, q.Get(field))
	}
	return strings.Join(lines, "\n")
}

func (a azureAccount) checkAccountSAS(q url.Values, need azureNeed) *azureError {
	if err := a.checkSAS(q, a.accountSASText(q)); err != nil {
		return err
	}
	for _, right := range []struct{ granted, needed, code, message string }{
		{q.Get("ss"), a.service, "AuthorizationServiceMismatch", "This request is not authorized to perform " +
			"this operation using this service."},
		{q.Get("srt"), need.resourceType, "AuthorizationResourceTypeMismatch", "This request is not authorized to perform " +
			"this operation using this resource type."},
		{q.Get("sp"), need.permission, azureMayNot.code, azureMayNot.message},
	} {
		if !strings.Contains(right.granted, right.needed) {
			return &azureError{http.StatusForbidden, right.code, right.message, ""}
		}
	}
	return nil
}

func (a azureAccount) checkServiceSAS(q url.Values, need azureNeed) *azureError {
	if err := a.checkSAS(q, a.containerSASText(q, need.container)); err != nil {
		return err
	}
	if q.Get("sr") != "c" || need.resourceType == "s" || !strings.Contains(q.Get("sp"), need.permission) {
		return azureMayNot
	}
	return nil
}

// checkSAS checks what all SAS have: a signature and a time.
func (a azureAccount) checkSAS(q url.Values, toSign string) *azureError {
	if !hmac.Equal([]byte(q.Get("sig")), []byte(a.sign(toSign))) {
		return azureAuthenticationFailed("Signature did not match. String to sign used was " + toSign)
	}
	expiry, err := time.Parse(time.RFC3339, q.Get("se"))
	if now := time.Now(); err != nil || now.After(expiry) {
		return azureAuthenticationFailed("Signature not valid in the specified time frame: Start [" + q.Get("st") +
			"] - Expiry [" + expiry.Format(http.TimeFormat) + "] - Current [" + now.UTC().Format(http.TimeFormat) + "]")
	}
	return nil
}

func (a azureAccount) sign(text string) string {
	key, err := base64.StdEncoding.DecodeString(a.key)
	if err != nil {
		panic("the key of the test account is no base64")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// answer writes the error, whose code is also in a header because the answer to
// a HEAD has no body.
func (e *azureError) answer(w http.ResponseWriter) {
	id := rand.Text()
	w.Header().Set("x-ms-request-id", id)
	w.Header().Set("x-ms-error-code", e.code)
	azureXML(w, e.status, struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
		Message string
		Detail  string `xml:"AuthenticationErrorDetail,omitempty"`
	}{
		Code:    e.code,
		Message: e.message + "\nRequestId:" + id + "\nTime:" + time.Now().UTC().Format(time.RFC3339Nano),
		Detail:  e.detail,
	})
}

// azureStored sets the headers that describe a file.
func azureStored(w http.ResponseWriter) {
	w.Header().Set("Last-Modified", azureModified)
	w.Header().Set("ETag", `"`+azureEtag+`"`)
	w.Header().Set("x-ms-version", azureVersion)
}

func azureXML(w http.ResponseWriter, status int, document any) {
	body, err := xml.Marshal(document)
	if err != nil {
		panic("a document of this package cannot be written: " + err.Error())
	}
	w.Header().Set("x-ms-version", azureVersion)
	// The service does not escape line breaks and quotes, and people read them in what its
	// clients print.
	text := strings.NewReplacer("&#xA;", "\n", "&#39;", "'").Replace(string(body))
	answer(w, status, "application/xml", xml.Header+text)
}
