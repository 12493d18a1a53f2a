package services

import "errors"

// Nowhere is what rclone says about a bucket or a folder that does not exist, and for
// netstorage about everything.
const Nowhere = "directory not found"

// ErrOtherService says that what answered is not the service.
var ErrOtherService = errors.New("not an answer of the service")

// ErrRedirected says that the last answer was a redirect that was not followed.
var ErrRedirected = errors.New("redirected, and not followed")

// errUnsecured says that the storage was asked without TLS, and requires it.
var errUnsecured = errors.New("redirected from http to https")

// A Symptom is how rclone, a service or the network says what is wrong. A symptom with
// neither texts nor a status always applies.
type Symptom struct {
	// Texts are parts of what is said; any one of them is enough.
	Texts []string
	// Status is the status of the last answer, or its first digit.
	Status int
	// Refused is the status of the last refusal, whatever was answered after it.
	Refused int
	// Root says that the symptom applies only if the root was listed.
	Root bool
	// If is a field that must be configured for the symptom to apply.
	If string
	// Unless are fields that, if any is configured, leave another explanation.
	Unless []string
	// Repeats says that the symptom applies only if the address ends in the bucket to
	// verify, or its host begins with it.
	Repeats bool
	// Field is the documented field to blame, whether it is configured or not.
	Field string
	// OneOf blames the first of these fields that is configured.
	OneOf []string
	// Address blames the field that the address came from.
	Address bool
	// Plain says that the words of rclone or its SDK would add nothing.
	Plain bool
	// Listing says that the credentials may be right, but not for the listing.
	Listing bool
	// Permission says that a permission may be missing: after a listing that succeeded,
	// the one for what was done next.
	Permission bool
	// Waivable says that a resource can do without what failed.
	Waivable bool
	// What says what is wrong, and Next what to do. Both are sentences without a full
	// stop. What may have a %s, which stands for what was to be listed.
	What, Next string
}

// WebPage is a success that no storage service would send.
var WebPage = Symptom{
	Address: true, Plain: true,
	What: "A web page answered instead of the storage",
	Next: "Check scheme, host, port and path of the address: " +
		"it may be that of a console, a login page or a proxy's refusal",
}

// Unsecured is an address with http:// that redirects to https://. A request that
// reads follows; a request that writes turns into one that reads.
var Unsecured = Symptom{
	Plain: true,
	What:  "The storage redirects from http:// to https://, and what is to be written gets lost on the way",
	Next:  "Write https:// in the address",
}

// impostor is something else that answers in place of a service whose hosts are fixed.
var impostor = Symptom{
	Texts: []string{ErrOtherService.Error()}, Plain: true,
	What: "Something answered that is not the storage",
	Next: "Check HTTPS_PROXY, and what stands between this machine and the storage",
}

// Bare is a success with an empty document, where the storage would say something even
// about an empty folder.
var Bare = Symptom{
	Address: true, Plain: true,
	What: impostor.What,
	Next: "Check the address, HTTPS_PROXY, and what stands between this machine and the storage",
}

// failed is not the fault of the configuration.
var failed = Symptom{
	Status: 5,
	What:   "The storage failed",
	Next:   "Run again later: this says nothing about your configuration",
}
