package services

import (
	"context"
	"net/http"
	"net/url"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

var fichier = Service{
	Name:      "fichier",
	NeverHTML: true,
	// A removal that was refused has a success status, and only its text says that it was
	// refused.
	Quiet:  true,
	Flat:   "shared_folder",
	Check:  checkFichier,
	Adjust: plainPasswords,
	Symptoms: []Symptom{
		{Texts: []string{"Flood detected"}, Plain: true,
			What: "1fichier has locked this machine's address out for a while, because it sent too many requests",
			Next: "Wait for some minutes, and run again: this says nothing about your configuration"},
		{Texts: []string{"Not authenticated", "No such user"}, Plain: true, Field: "api_key",
			What: "1fichier refused the API key",
			Next: "Copy the key of https://1fichier.com/console/params.pl"},
		{Status: 401, Plain: true, Field: "api_key",
			What: "1fichier refused the API key",
			Next: "Copy the key of https://1fichier.com/console/params.pl"},
		{Texts: []string{"HTTP status 404"}, If: "shared_folder", Plain: true, Field: "shared_folder",
			What: "There is no such shared folder",
			Next: "Set shared_folder to what ends its address, https://1fichier.com/dir/…"},
		{Texts: []string{"HTTP status 403"}, If: "shared_folder", Plain: true,
			OneOf: []string{"folder_password", "shared_folder"},
			What:  "1fichier does not show the shared folder",
			Next:  "Check folder_password"},
		impostor,
		{Texts: []string{"invalid character", "cannot unmarshal"}, Plain: true, What: impostor.What, Next: impostor.Next},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}

// plainPasswords works around rclone, which expects its two passwords obscured and
// sends them as they are (backend/fichier of v1.76.0).
func plainPasswords(values catalog.Values, options configmap.Simple) {
	for _, name := range []string{"file_password", "folder_password"} {
		if plain, ok := values[name].(string); ok {
			options[name] = plain
		}
	}
}

// checkFichier lists the root's folders, because rclone takes any document for an
// empty list; or the shared folder, so that its refusal is not taken for a file's.
func checkFichier(ctx context.Context, o configmap.Simple) error {
	if shared := o["shared_folder"]; shared != "" {
		var listed []struct{}
		address := "https://1fichier.com/dir/" + url.PathEscape(shared)
		if o["folder_password"] == "" {
			return ask(ctx, http.MethodGet, address+"?json=1", nil, nil, &listed)
		}
		return askForm(ctx, address, url.Values{"json": {"1"}, "pass": {o["folder_password"]}}, &listed)
	}
	var listed struct{ Status string }
	head := http.Header{"Authorization": {"Bearer " + o["api_key"]}}
	const root = "https://api.1fichier.com/v1/folder/ls.cgi"
	err := ask(ctx, http.MethodPost, root, head, map[string]int{"folder_id": 0}, &listed)
	if err == nil && listed.Status != "OK" {
		err = ErrOtherService
	}
	return err
}
