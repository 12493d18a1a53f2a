package services

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/config/obscure"
	"github.com/rclone/rclone/fs/fshttp"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var sia = Service{
	Name:      "sia",
	Addresses: []string{"api_url"},
	Check:     checkSia,
	Symptoms: []Symptom{
		{Texts: []string{"API authentication failed"}, Field: "api_password",
			What: "The API password is wrong",
			Next: "Set api_password to what siad's file apipassword holds"},
		{Texts: []string{"Browser access disabled"}, Field: "user_agent",
			What: "siad does not accept the user agent",
			Next: "Set user_agent to Sia-Agent"},
		{Texts: []string{"not enough contracts"}, Field: engine.Verify,
			What: "The renter cannot store anything",
			Next: "Set an allowance for the renter, and wait until it has contracts with enough hosts"},
	},
}

// checkSia makes a call that needs the password and changes nothing. siad lets anybody
// read a folder, which is all that a listing does. Source: "Sia API Documentation",
// POST /renter/validatesiapath.
func checkSia(ctx context.Context, o configmap.Simple) error {
	url := strings.TrimSuffix(o["api_url"], "/") + "/renter/validatesiapath/hoody"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	if o["api_password"] != "" {
		password, err := obscure.Reveal(o["api_password"])
		if err != nil {
			return err
		}
		req.SetBasicAuth("", password)
	}
	ctx, ci := fs.AddConfig(ctx)
	ci.UserAgent = o["user_agent"]
	resp, err := fshttp.NewClient(ctx).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return errors.New("API authentication failed")
	}
	// For a version without this call, the listing has to be proof enough.
	return nil
}
