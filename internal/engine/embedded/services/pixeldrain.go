package services

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/rclone/rclone/fs/config/configmap"
)

var pixeldrain = Service{
	Name:      "pixeldrain",
	Addresses: []string{"api_url"},
	Check:     checkPixeldrain,
	Symptoms: []Symptom{
		{Texts: []string{"authentication required: "}, Plain: true, Field: "api_key",
			What: "Nothing says whose folder it is",
			Next: "Set api_key, or root_folder_id to the id of a folder that is shared with everybody"},
		{Status: 401, If: "api_key", Field: "api_key", Plain: true,
			What: "Pixeldrain refused the API key",
			Next: "Make one at https://pixeldrain.com/user/api_keys, and set api_key to it"},
		{Status: 401, Field: "api_key", Plain: true,
			What: "The folder is not shared with everybody",
			Next: "Set api_key to a key of its owner"},
		{Texts: []string{"path_not_found"}, Plain: true, Field: "root_folder_id",
			What: "There is no such folder",
			Next: "Set root_folder_id to me, or to the id that ends the address of a shared folder"},
		{Texts: []string{ErrOtherService.Error()}, Plain: true, Address: true,
			What: "Something answered that is not Pixeldrain",
			Next: "Check api_url: it is https://pixeldrain.com/api"},
		{Status: 403, Listing: true, Permission: true,
			What: "The key may not list %s"},
	},
}

var errNoRoot = errors.New("path_not_found: no folder is named")

// checkPixeldrain asks for the root, because rclone assumes that the answer has a
// path.
func checkPixeldrain(ctx context.Context, o configmap.Simple) error {
	if o["api_key"] == "" && o["root_folder_id"] == "me" {
		return nil // rclone says what is missing
	}
	if o["root_folder_id"] == "" {
		return errNoRoot // an address without a root answers with a web page
	}
	var root struct {
		Path      []struct{ Type string }
		BaseIndex int `json:"base_index"`
	}
	address := o["api_url"] + "/filesystem/" + url.PathEscape(o["root_folder_id"]) + "?stat"
	var head http.Header
	if o["api_key"] != "" {
		head = basic("", o["api_key"])
	}
	if err := ask(ctx, http.MethodGet, address, head, nil, &root); err != nil {
		return err
	}
	if root.BaseIndex < 0 || root.BaseIndex >= len(root.Path) || root.Path[root.BaseIndex].Type == "" {
		return ErrOtherService
	}
	return nil
}
