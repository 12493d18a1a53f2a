package services

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/fshttp"
)

var internetArchive = Service{
	Name:       "internetarchive",
	Addresses:  []string{"endpoint", "front_endpoint"},
	Check:      checkInternetArchive,
	NeverEmpty: true,
	// Otherwise rclone does not wait for the archive's queue, and finds neither what a
	// verification wrote nor that it was removed. The verification ends long before this
	// hour does.
	Writes: map[string]string{"wait_archive": "1h"},
	Symptoms: []Symptom{
		{Texts: []string{"check_auth: not authorized"},
			What: "The Internet Archive refused the keys, and does not say which of the two is wrong",
			Next: "Check access_key_id and secret_access_key: archive.org/account/s3.php shows both"},
		failed,
		{Texts: []string{"check_auth: "}, Address: true,
			What: "Something answered that is no IAS3 service",
			Next: "Check the endpoint"},
	},
}

// longestVerdict bounds the answer to check_auth, in bytes.
const longestVerdict = 64 << 10

// checkInternetArchive asks whether the keys are right, which rclone never does:
// it lists the root without a request, and reads items without keys.
// Source: "Internet archive S3-like server API", check_auth.
func checkInternetArchive(ctx context.Context, o configmap.Simple) error {
	endpoint := strings.TrimSuffix(o["endpoint"], "/") + "/?check_auth=1"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
	if err != nil {
		return err
	}
	key, secret := o["access_key_id"], o["secret_access_key"]
	if key != "" || secret != "" {
		req.Header.Set("Authorization", "LOW "+key+":"+secret)
	}
	resp, err := fshttp.NewClient(ctx).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var verdict struct {
		Authorized *bool  `json:"authorized"`
		Error      string `json:"error"`
	}
	err = json.NewDecoder(io.LimitReader(resp.Body, longestVerdict)).Decode(&verdict)
	switch {
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("check_auth: HTTP error %s", resp.Status)
	case err != nil:
		return fmt.Errorf("check_auth: %w", err)
	case verdict.Authorized == nil:
		return errors.New("check_auth: the answer does not say whether the keys are authorized")
	case !*verdict.Authorized && key != "":
		return fmt.Errorf("check_auth: not authorized: %s", verdict.Error)
	default:
		return nil
	}
}
