package api

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// subsystem is the name under which this package logs.
const subsystem = "api"

func logging(ctx context.Context) context.Context {
	return tflog.NewSubsystem(ctx, subsystem, tflog.WithLevelFromEnv("TF_LOG_PROVIDER_HOODY", subsystem))
}

// A logBody is redacted when a log line with it is written, and not before:
// most runs log nothing.
type logBody struct {
	body    []byte
	mask    redact.Mask
	secrets []string
}

// MarshalText is what hclog asks for.
func (b logBody) MarshalText() ([]byte, error) {
	return []byte(b.mask.With(b.secrets...).JSON(b.body, isSecretName)), nil
}

// logTry writes down the bodies of one try.
func (c *client) logTry(ctx context.Context, k call, a *answer, f *failure) {
	fields := map[string]any{"method": k.method, "path": k.path}
	if k.body != nil {
		fields["request"] = logBody{k.body, c.mask, k.secrets}
	}
	if a != nil {
		fields["status"] = a.status
		fields["answer"] = logBody{a.body, c.mask, k.secrets}
	}
	if f != nil {
		fields["failure"] = f.message
	}
	tflog.SubsystemTrace(ctx, subsystem, "exchange", fields)
}

// logCall writes down how a call ended.
func logCall(ctx context.Context, k call, o outcome, tries int, since time.Time) {
	fields := map[string]any{
		"method": k.method, "path": k.path, "tries": tries,
		"duration_ms": time.Since(since).Milliseconds(),
	}
	if o.answer != nil {
		fields["status"] = o.answer.status
	}
	tflog.SubsystemDebug(ctx, subsystem, "call", fields)
}
