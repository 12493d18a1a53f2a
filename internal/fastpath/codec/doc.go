// Package codec takes the protocol's values apart and puts them together again, and
// looks at no more of them than it must: what Terraform sent as bytes stays bytes. It
// never returns an error, but false where it is not certain, and package fastpath then
// leaves the request to the framework. It knows no resource and no schema. Begin with
// Cut and Object.
package codec
