package services

import (
	"context"
	"net/http"
	"regexp"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var seafile = Service{
	Name:      "seafile",
	Addresses: []string{"url"},
	// A verification must create nothing.
	Adjust:  func(_ catalog.Values, options configmap.Simple) { options["create_library"] = "false" },
	Check:   checkSeafile,
	Answers: "json",
	Symptoms: []Symptom{
		{Texts: []string{ErrOtherService.Error(), "HTTP status 4"}, Plain: true, Address: true,
			What: "Something answered that is no Seafile server",
			Next: "Check url: it is the address of the server, without what follows the host in a browser"},
		{Texts: []string{"unsupported Seafile server"}, Plain: true, Field: "url",
			What: "The server is older than Seafile 6",
			Next: "Update the server"},
		{Texts: []string{"Two factor auth token"}, Plain: true, Field: "auth_token",
			What: "The account has a second factor, and nobody is there to be asked for a code",
			Next: "Make a token with a code, and set auth_token to it; the field's description says how"},
		{Texts: []string{"Unable to login", "Unable to log in", "User account is disabled"}, Plain: true,
			What: "The server refused user or password, and does not say which of them is wrong",
			Next: "Check user and pass, and that the account is active"},
		failed,
		{Texts: []string{"failed to authenticate"}, Plain: true, Unless: []string{"auth_token"},
			What: "The server gave no token for user and password",
			Next: "Check user and pass, and url"},
		{Status: 401, If: "auth_token", Plain: true, Field: "auth_token",
			What: "The server refused the token",
			Next: "Make another token, or set user and pass in its place"},
		{Texts: []string{"was not found, and the option to create it"}, If: "create_library", Plain: true, Field: "library",
			What: "There is no such library, and a verification creates none",
			Next: "Create the library first, or connect the backend with the API engine, with which Hoody creates it"},
		{Texts: []string{"was not found, and the option to create it"}, Plain: true, Field: "library",
			What: "There is no such library",
			Next: "Check library: the name is written as Seafile shows it"},
		{Texts: []string{"cannot find library"}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such library",
			Next: "Check the first part of verify_path, which is the name of a library"},
		{Texts: []string{"incorrect password"}, Plain: true, Field: "library_key",
			What: "The password does not decrypt the library",
			Next: "Check library_key"},
		{Status: 440, Plain: true, Field: "library_key",
			What: "The library is encrypted",
			Next: "Set library to its name, and library_key to its password"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}

var seafileVersion = regexp.MustCompile(`^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]+)?$`)

// checkSeafile asks the server for its version. rclone trusts the answer, and a
// version that it cannot read ends the process.
func checkSeafile(ctx context.Context, o configmap.Simple) error {
	var info struct {
		Version string `json:"version"`
	}
	err := ask(ctx, http.MethodGet, strings.TrimSuffix(o["url"], "/")+"/api2/server-info/", nil, nil, &info)
	if err == nil && !seafileVersion.MatchString(info.Version) {
		err = ErrOtherService
	}
	return err
}
