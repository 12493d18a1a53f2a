package services

import "errors"

// Nowhere is what rclone says of a bucket or a folder that does not exist, and
// netstorage of everything.
const Nowhere = "directory not found"

// ErrOtherService says that something answered that is not the service.
var ErrOtherService = errors.New("not an answer of the service")

// ErrRedirected says that the last answer leads somewhere else, where nobody went.
var ErrRedirected = errors.New("redirected, and not followed")

// errUnsecured says that the storage was spoken to without TLS, and wants it.
var errUnsecured = errors.New("redirected from http to https")

// A Symptom is how rclone, a service or the network says what is wrong. One
// that has neither texts nor a status always applies.
type Symptom struct {
	// Texts are parts of what was said, any of which is enough.
	Texts []string
	// Status is that of the last answer, or its first digit.
	Status int
	// Refused is the status of the last refusal, whatever was answered after it.
	Refused int
	// Root says that it must have been the root that was listed.
	Root bool
	// If is a field that must be configured.
	If string
	// Unless are fields any of which, configured, leaves another explanation.
	Unless []string
	// Repeats says that the address must end in the bucket to verify, or its host begin
	// with it.
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
	// Permission says that it may be for want of a permission, and so, after a listing
	// that succeeded, of the one for what was done next.
	Permission bool
	// Waivable says that a resource can do without what failed.
	Waivable bool
	// What is wrong, and what to do next. Both are sentences without an end. What may have
	// a %s, for what was to be listed.
	What, Next string
}

// WebPage is a success that no storage service would answer.
var WebPage = Symptom{
	Address: true, Plain: true,
	What: "A web page answered instead of the storage",
	Next: "Check scheme, host, port and path of the address: " +
		"it may be that of a console, a login page or a proxy's refusal",
}

// Unsecured is an address that is written with http:// and leads to https://. Reading
// follows, and a request that writes becomes one that reads.
var Unsecured = Symptom{
	Plain: true,
	What:  "The storage redirects from http:// to https://, and what is to be written gets lost on the way",
	Next:  "Write https:// in the address",
}

// impostor is what answers for a service whose hosts are fixed, and is not it.
var impostor = Symptom{
	Texts: []string{ErrOtherService.Error()}, Plain: true,
	What: "Something answered that is not the storage",
	Next: "Check HTTPS_PROXY, and what stands between this machine and the storage",
}

// Bare is a success with an empty document, where the storage has something to say even
// of an empty folder.
var Bare = Symptom{
	Address: true, Plain: true,
	What: impostor.What,
	Next: "Check the address, HTTPS_PROXY, and what stands between this machine and the storage",
}

// failed is no fault of the configuration.
var failed = Symptom{
	Status: 5,
	What:   "The storage failed",
	Next:   "Run again later: this says nothing about your configuration",
}
