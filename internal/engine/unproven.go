package engine

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// Unproven returns the error of a verification that would prove nothing, because the
// embedded engine has no client for the service or for the way to authenticate; or
// nil.
func Unproven(b *catalog.Backend, c catalog.Config) *Error {
	why := b.Unproven(c)
	if why == "" {
		return nil
	}
	return &Error{
		Field:    Verify,
		Message:  "The embedded engine cannot prove " + b.Title + ".",
		Advice:   why + " Connect the backend with the API engine.",
		Waivable: true,
	}
}
