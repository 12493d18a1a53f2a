package services

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var sugarSync = catalog.Backend{
	Name:  "sugarsync",
	Title: "SugarSync",
	Doc: "Folders of a SugarSync account. A refresh token signs in, which is obtained once with the name and the password of " +
		"the account.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "access_key_id", Group: catalog.Authentication, Rotates: true,
			Doc: "Id of the developer's access key with which the refresh token was obtained. Empty is Hoody's own. The embedded engine " +
				"signs in with no other than its own.",
		},
		{
			Name: "app_id", Group: catalog.Authentication, Shape: anyText,
			Doc: "Id of the app with which the refresh token was obtained, such as `/sc/10014/3_1640259`. Empty is Hoody's own.",
		},
		{
			Name: "authorization", Group: catalog.Authentication, Secret: true,
			Doc: "Access token, which lasts for an hour. Hoody gets its own with `refresh_token`: leave it out.",
		},
		{
			Name: "authorization_expiry", Group: catalog.Authentication, Shape: catalog.Moment,
			Doc: "Time at which the access token in `authorization` ends, as RFC 3339 writes it. A token without it is not used.",
		},
		{
			Name: "deleted_id", Shape: atSugarSync,
			Doc: "Address of the folder for what is deleted. It is asked for together with `root_id`: leave both out.",
		},
		parts.Description,
		parts.Encoding("50397186"),
		{
			Name: "hard_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Deletes files for good. Without it they go into the folder of deleted files, where they take up space.",
		},
		{
			Name: "private_access_key", Group: catalog.Authentication, Secret: true,
			Doc: "Secret of the developer's access key in `access_key_id`. Empty is Hoody's own.",
		},
		{
			Name: "refresh_token", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Refresh token, an address below `https://api.sugarsync.com/app-authorization/`, which does not expire. " +
				"`rclone config` on your own machine gets one with the name and the password of the account.",
		},
		{
			Name: "root_id", Group: catalog.Listing, Shape: atSugarSync,
			Doc: "Address of the folder that is to be the root. Empty is the folder of the account that has all others.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User, Shape: atSugarSync,
			Doc: "Address of the account, such as `https://api.sugarsync.com/user/566494`. It comes with the access token: leave it out unless `authorization` is set.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Refresh token", Fields: []string{"refresh_token"},
			With: []string{"access_key_id", "private_access_key", "app_id", "authorization", "authorization_expiry", "user"},
			Doc:  "A token that does not end, with Hoody's access key or with the one that it was obtained with.",
		},
		{
			Name: "Access token", Fields: []string{"authorization", "authorization_expiry", "user"},
			With: []string{"access_key_id", "private_access_key", "app_id"},
			Doc:  "A token that ends within the hour, and the backend with it.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"refresh_token", "authorization"}, Because: "SugarSync lets nobody in without one."},
		{If: "authorization", Needs: []string{"authorization_expiry", "user"}, Because: "An access token is used with its end and its account only."},
		{If: "access_key_id", Needs: []string{"private_access_key"}, Because: "An access key is an id and its secret."},
		{If: "private_access_key", Needs: []string{"access_key_id"}, Because: "An access key is an id and its secret."},
		{If: "root_id", Needs: []string{"deleted_id"}, Idle: true, Because: "Only both spare the question where they are; without it, files cannot be deleted softly."},
	},
	Verified: "It gets an access token with the refresh token, which can be used again, and lists the folders of the account " +
		"or `verify_path`. An access key of your own cannot be proven.",
	VerifiedWrite: "What it stored is deleted for good, whatever `hard_delete` says. SugarSync has no files in the root.",
}

// anyText is a text of which nothing is known.
func anyText(*catalog.Field, string) *catalog.Finding { return nil }

// atSugarSync is an address at SugarSync: to another host the access token would go too.
func atSugarSync(_ *catalog.Field, value string) *catalog.Finding {
	if strings.HasPrefix(value, "https://api.sugarsync.com/") {
		return nil
	}
	return &catalog.Finding{
		Summary: "is no address at SugarSync",
		Detail:  "It begins with https://api.sugarsync.com/, as SugarSync writes it.",
	}
}
