package parts

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// OAuth has the fields for signing in by OAuth if a refresh token works many times,
// and OAuthOneUse if it works once.
var (
	OAuth       = oauth(false)
	OAuthOneUse = oauth(true)
)

func oauth(oneUse bool) []catalog.Field {
	token := catalog.Field{
		Name: "token", Group: catalog.Authentication, Kind: catalog.Token, Secret: true, Rotates: true,
		Doc: "OAuth token, as the JSON document that `rclone authorize` prints between its arrows, with `access_token`, " +
			"`refresh_token` and `expiry`. Hoody gets new access tokens with the refresh token.",
	}
	if oneUse {
		token.OneUse = true
		token.Doc += " A refresh token may be good for one use here: give Hoody a token that nothing else uses."
	}
	return []catalog.Field{
		{
			Name: "auth_url", Group: catalog.Authentication, Kind: catalog.URL,
			Doc: "Address where people give their consent, for a service that offers another than the usual one. Hoody asks " +
				"nobody there.",
		},
		{
			Name: "client_credentials", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Gets tokens for a program, with `client_id` and `client_secret` and without a person. The service must " +
				"allow the client to.",
		},
		{
			Name: "client_id", Group: catalog.Authentication, Rotates: true,
			Doc: "Id of the OAuth client that `token` was issued to. Empty is the client that rclone brings and all its users " +
				"share, which `rclone authorize` uses too where it is given none. Google's stops working during 2026: make one of " +
				"your own there.",
		},
		{
			Name: "client_secret", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Secret of the OAuth client in `client_id`. Some clients have none.",
		},
		token,
		{
			Name: "token_url", Group: catalog.Authentication, Kind: catalog.URL,
			Doc: "Address where tokens are issued and renewed, for a service that offers another than the usual one.",
		},
	}
}

// OAuthWays are the ways to sign in with them.
var OAuthWays = []catalog.Way{
	{
		Name: "OAuth", Fields: []string{"token"}, With: []string{"client_id", "client_secret", "auth_url", "token_url"},
		Doc: "The consent of a person, as `rclone authorize` gets it in a browser.",
	},
	{
		Name: "Client credentials", Fields: []string{"client_credentials", "client_id", "client_secret"}, With: []string{"auth_url", "token_url"},
		Doc: "An OAuth client that signs in as itself, where the service allows that.",
	},
}

// OAuthWaysUnproven returns the ways for a service whose client credentials the
// embedded engine cannot prove, and why.
func OAuthWaysUnproven(why string) []catalog.Way {
	ways := slices.Clone(OAuthWays)
	ways[1].Unproven = why
	return ways
}

// OAuthRules returns the rules between these fields that do not follow from the ways.
// Nobody can sign in without one of the fields in ways.
func OAuthRules(ways ...string) []catalog.Rule {
	rules := []catalog.Rule{
		{If: "client_secret", Needs: []string{"client_id"}, Idle: true, Because: "A secret belongs to an OAuth client."},
	}
	if len(ways) > 0 {
		rules = append(rules, catalog.Rule{AnyOf: ways, Because: "Nothing says who signs in."})
	}
	return rules
}
