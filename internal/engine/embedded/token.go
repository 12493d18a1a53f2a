package embedded

import (
	"errors"
	"time"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// soonOver is how long before its expiry an access token counts as expired: a
// verification takes less, and OAuth clients renew a little early.
const soonOver = time.Minute

// clientCredentials is the option with which programs get tokens of their own,
// whatever the token's document says.
const clientCredentials = "client_credentials"

// errUsesUp says that a verification would use up a credential that works only once.
var errUsesUp = errors.New("the refresh token would be used up")

// spareTokens refuses, before anybody is asked, a configuration whose tokens could be
// tried only by using them up, or not at all. It removes from the options what works
// only once, and ignores what rclone does not get.
func spareTokens(b *catalog.Backend, values catalog.Values, options configmap.Simple) error {
	if options[clientCredentials] == "true" {
		return nil
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		if f.Kind != catalog.Token || !services.IsSet(values, f.Name) || options[f.Name] == "" {
			continue
		}
		document, _ := values[f.Name].(string)
		token, ok := text.ReadToken(document)
		if !ok {
			return &engine.Error{
				Field: f.Name, Message: "The value is no document of an OAuth token.",
				Advice: "Set the whole document that rclone authorize prints, with access_token, refresh_token and expiry.",
			}
		}
		over := token.IsOver(time.Now().Add(soonOver))
		switch {
		case over && token.Refresh == "":
			return &engine.Error{
				Field:   f.Name,
				Message: "The access token has expired, and the document has no refresh_token to get another.",
				Advice:  "Authorize again, and set the whole new document.",
			}
		case over && f.OneUse:
			return &engine.Error{
				Field: f.Name,
				Message: "The access token has expired, and the refresh token may be good for one use: a verification would " +
					"use up what Hoody needs.",
				Advice: "Authorize again, and verify while the new access token is good.", Waivable: true,
				Cause: errUsesUp,
			}
		case f.OneUse:
			kept, err := text.WithoutRefresh(document)
			if err != nil {
				return err
			}
			options[f.Name] = kept
		}
	}
	return nil
}
