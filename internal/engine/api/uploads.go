package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

const uploadsPath = "/api/v1/pending-uploads"

// uploadPause is the pause between two looks at pending uploads.
const uploadPause = 2 * time.Second

// uploadAnswer is one pending upload in a list.
type uploadAnswer struct {
	ID        string `json:"id"`
	BackendID string `json:"backend_id"`
	MountID   string `json:"mount_id"`
	MountPath string `json:"mount_path"`
	Status    string `json:"status"`
	Files     *int64 `json:"files"`
	Bytes     *int64 `json:"bytes"`
}

// decodeUploads reads the list of pending uploads, which has a count as other lists
// do.
func decodeUploads(body []byte) ([]engine.Upload, error) {
	data, err := wire.Payload(body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Uploads *[]uploadAnswer `json:"pending_uploads"`
		Count   int             `json:"count"`
	}
	if err := json.Unmarshal(data, &list); err != nil || list.Uploads == nil || list.Count > len(*list.Uploads) {
		return nil, wire.ErrNotJSON
	}
	all := make([]engine.Upload, len(*list.Uploads))
	for i, u := range *list.Uploads {
		all[i] = engine.Upload{
			ID: u.ID, BackendID: u.BackendID, MountID: u.MountID, Path: u.MountPath, Status: u.Status,
			Files: u.Files, Bytes: u.Bytes,
		}
	}
	return all, nil
}

// PendingUploads returns what waits to be uploaded.
func (e *Engine) PendingUploads(ctx context.Context, backendID string) (all []engine.Upload, err error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	k := wire.Call{
		Method: http.MethodGet,
		Path:   uploadsPath,
		Accept: func(body []byte) (err error) {
			all, err = decodeUploads(body)
			return err
		},
		Advice: "Check the endpoint.",
	}
	if backendID != "" {
		k.Query = url.Values{"backend_id": {backendID}}.Encode()
	}
	o, err := e.client.Do(ctx, k)
	if o.Is404() {
		return nil, engine.ErrNoUploads
	}
	return all, err
}

// awaitUploads waits until a backend has no pending uploads.
func (e *Engine) awaitUploads(ctx context.Context, backendID string) error {
	for {
		all, err := e.PendingUploads(ctx, backendID)
		switch {
		case errors.Is(err, engine.ErrNoUploads):
			return &engine.Error{
				Message: "This version of Hoody cannot list what is not uploaded yet: that came with 2026-10.",
				Advice:  "Remove uploads_on_destroy from the backend and apply that, then destroy it.",
				Cause:   engine.ErrUnsupported,
			}
		case err != nil || len(all) == 0:
			return err
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) <= uploadPause || !wire.Sleep(ctx, uploadPause) {
			return &engine.Error{
				Message: "What was written on mounts of the backend is not uploaded yet.",
				Advice: "Destroy again in a while, or lengthen timeouts.delete. This shows what waits: " +
					e.client.Curl(http.MethodGet, uploadsPath),
				Cause: cmp.Or(ctx.Err(), context.DeadlineExceeded),
			}
		}
	}
}
