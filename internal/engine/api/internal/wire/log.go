package wire

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// Subsystem is the name under which this package logs.
const Subsystem = "api"

// Logging returns a context in which calls are logged, at the level that the
// environment sets for this engine.
func Logging(ctx context.Context) context.Context {
	return tflog.NewSubsystem(ctx, Subsystem, tflog.WithLevelFromEnv("TF_LOG_PROVIDER_HOODY", Subsystem))
}

// A logBody is redacted only when a log line with it is written: most runs log
// nothing.
type logBody struct {
	body    []byte
	mask    redact.Mask
	secrets []string
	// isSecret reports whether a field must not be shown.
	isSecret func(name string) bool
}

// MarshalText is what hclog calls.
func (b logBody) MarshalText() ([]byte, error) {
	return []byte(b.mask.With(b.secrets...).JSON(b.body, b.isSecret)), nil
}

// logTry logs the bodies of one try.
func (c *Client) logTry(ctx context.Context, k Call, a *Answer, f *Failure) {
	fields := map[string]any{"method": k.Method, "path": k.Path}
	if k.Body != nil {
		fields["request"] = logBody{k.Body, c.mask, k.Secrets, c.isSecret}
	}
	if a != nil {
		fields["status"] = a.Status
		fields["answer"] = logBody{a.Body, c.mask, k.Secrets, c.isSecret}
	}
	if f != nil {
		fields["failure"] = f.message
	}
	tflog.SubsystemTrace(ctx, Subsystem, "exchange", fields)
}

// LogCall logs how a call ended.
func LogCall(ctx context.Context, k Call, o Outcome, tries int, since time.Time) {
	fields := map[string]any{
		"method": k.Method, "path": k.Path, "tries": tries,
		"duration_ms": time.Since(since).Milliseconds(),
	}
	if o.Answer != nil {
		fields["status"] = o.Answer.Status
	}
	tflog.SubsystemDebug(ctx, Subsystem, "call", fields)
}
