package services

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var fileFabric = Service{
	Name:      "filefabric",
	Addresses: []string{"url"},
	Doubt:     tellsItsVersion,
	// A File Fabric says what is wrong with status 200. Anything else that answers with
	// that status is refused in the same words, with nothing in them.
	Symptoms: []Symptom{
		{Texts: []string{"invalid character '", "EOF"}, Status: 200, Plain: true, Address: true,
			What: "Something answered that is no File Fabric",
			Next: "Check url"},
		{Texts: []string{":  ()"}, Plain: true, Address: true,
			What: "Something answered that is no File Fabric",
			Next: "Check url"},
		{Texts: []string{"failed to get session token"}, Status: 200, If: "token", Unless: []string{"permanent_token"},
			Plain: true, Field: "token",
			What: "The session token has ended",
			Next: "Set permanent_token, with which sessions are renewed, and remove token and token_expiry"},
		{Texts: []string{"failed to get session token"}, Status: 200, Field: "permanent_token",
			What: "The File Fabric refused the permanent token",
			Next: "Make one at the dashboard: Security, My Authentication Tokens"},
		{Texts: []string{"login_token_expired"}, If: "token", Field: "token",
			What: "The session token has ended",
			Next: "Set permanent_token, with which sessions are renewed, and remove token and token_expiry"},
		{Texts: []string{"failed to read appliance version"}, Status: 200, Address: true,
			What: "The File Fabric does not return its version",
			Next: "Check url"},
		{Texts: []string{"failed to list directory"}, Status: 200, If: "root_folder_id", Unless: []string{"token"},
			Field: "root_folder_id",
			What:  "The File Fabric does not list the folder",
			Next:  "Check root_folder_id, or remove it for the root of the account"},
		{Texts: []string{"failed to list directory"}, Status: 200, If: "token", Unless: []string{"root_folder_id"},
			Field: "token",
			What:  "The File Fabric refused the session token",
			Next:  "Set permanent_token, with which sessions are renewed, and remove token and token_expiry"},
		{Texts: []string{"failed to list directory"}, Status: 200, Listing: true, Permission: true,
			What: "The account may not list %s"},
		{Texts: []string{Nowhere}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder",
			Next: "Check verify_path, or create the folder first"},
	},
}

// tellsItsVersion asks for the version, which needs no token. rclone believes any
// document with the status "ok".
func tellsItsVersion(ctx context.Context, o configmap.Simple) error {
	var info struct {
		Version string `json:"softwareversionlabel"`
	}
	err := askForm(ctx, strings.TrimSuffix(o["url"], "/")+"/api/rpc.php", url.Values{
		"function": {"getApplianceInfo"}, "token": {"*"}, "apiformat": {"json"},
	}, &info)
	if errors.Is(err, ErrOtherService) || err == nil && info.Version == "" {
		return ErrOtherService
	}
	return nil
}
