package services

import (
	"context"
	"net/http"

	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/config/obscure"
)

var openDrive = Service{
	Name:      "opendrive",
	NeverHTML: true,
	Check:     checkOpenDrive,
	Symptoms: []Symptom{
		{Status: 401, Plain: true,
			What: "OpenDrive refused user or password, and does not say which of them is wrong",
			Next: "Check username and password"},
		impostor,
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}

// checkOpenDrive signs in and looks for the session, because rclone goes on without
// one.
func checkOpenDrive(ctx context.Context, o configmap.Simple) error {
	password, err := obscure.Reveal(o["password"])
	if err != nil {
		return err
	}
	var session struct{ SessionID string }
	err = ask(ctx, http.MethodPost, "https://dev.opendrive.com/api/v1/session/login.json", nil,
		map[string]string{"username": o["username"], "passwd": password}, &session)
	if err == nil && session.SessionID == "" {
		err = ErrOtherService
	}
	return err
}
