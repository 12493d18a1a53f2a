package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

const mounts = "/api/v1/mounts"

// unmountPause is the time between two looks at mounts that are stopping.
const unmountPause = time.Second

// unmount removes all mounts of a backend, and waits until they are gone.
func (e *Engine) unmount(ctx context.Context, r engine.Ref) error {
	asked := map[string]bool{}
	for {
		ids, err := e.mountsOf(ctx, r)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if asked[id] {
				continue
			}
			asked[id] = true
			o, err := e.client.do(ctx, call{
				method: http.MethodDelete,
				path:   mounts + "/" + id,
				accept: decodeDone,
				advice: "Unmount it at the service, then destroy again.",
			})
			if err != nil && !gone(o) {
				return err
			}
		}
		if !sleep(ctx, unmountPause) {
			return e.client.interrupted(ctx)
		}
	}
}

// mountsOf lists the ids of a backend's mounts, whatever their status.
func (e *Engine) mountsOf(ctx context.Context, r engine.Ref) ([]string, error) {
	var ids []string
	_, err := e.client.do(ctx, call{
		method: http.MethodGet,
		path:   mounts,
		accept: func(body []byte) (err error) {
			ids, err = decodeMounts(body, r.ID)
			return err
		},
		advice: "Check the endpoint.",
	})
	return ids, err
}

// decodeMounts reads the list of mounts for those of one backend.
func decodeMounts(body []byte, backend string) ([]string, error) {
	data, err := payload(body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Mounts *[]struct {
			ID        string `json:"id"`
			BackendID string `json:"backend_id"`
		} `json:"mounts"`
	}
	if err := json.Unmarshal(data, &list); err != nil || list.Mounts == nil {
		return nil, errNotJSON
	}
	var ids []string
	for _, m := range *list.Mounts {
		if m.BackendID != backend {
			continue
		}
		if !isID(m.ID) {
			return nil, errNoID
		}
		ids = append(ids, m.ID)
	}
	return ids, nil
}
