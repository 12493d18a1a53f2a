package services

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/rclone/rclone/fs/fshttp"
)

// longestAnswer bounds what is read of an answer to a check, in bytes.
const longestAnswer = 1 << 20

// ask sends one request of a check, and reads the JSON document that answers it: for
// some services rclone takes any document at all for a success. A body that is not nil
// is sent as JSON. An answer with a status other than 200 is an error that holds what
// it says.
func ask(ctx context.Context, method, address string, head http.Header, body, into any) error {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(text)
	}
	return send(ctx, method, address, head, "application/json", content, into)
}

// askForm is ask for a service that takes forms.
func askForm(ctx context.Context, address string, form url.Values, into any) error {
	const kind = "application/x-www-form-urlencoded"
	return send(ctx, http.MethodPost, address, nil, kind, strings.NewReader(form.Encode()), into)
}

func send(ctx context.Context, method, address string, head http.Header, kind string, body io.Reader, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return err
	}
	for name, values := range head {
		req.Header[name] = values
	}
	if body != nil {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := fshttp.NewClient(ctx).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, longestAnswer))
	switch {
	case err != nil:
		return err
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("HTTP status %s: %s", resp.Status, strings.TrimSpace(string(text)))
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%w: %w", ErrOtherService, err)
	}
	return nil
}

// itsField asks for a document and looks for a field that the service never leaves
// out. It leaves a refusal to rclone, and also a token that has yet to be fetched, for
// which head is nil.
func itsField(ctx context.Context, address string, head http.Header, field string) error {
	if head == nil {
		return nil
	}
	var document map[string]any
	err := ask(ctx, http.MethodGet, address, head, nil, &document)
	if _, has := document[field]; errors.Is(err, ErrOtherService) || err == nil && !has {
		return ErrOtherService
	}
	return nil
}

// basic returns a header with a user and a password.
func basic(user, password string) http.Header {
	req := http.Request{Header: http.Header{}}
	req.SetBasicAuth(user, password)
	return req.Header
}
