// Package wire speaks HTTP with a Hoody service: one client that tries a call, judges
// the result, tries again where that can do no harm, and tells a person why a call
// failed.
//
// It knows how Hoody answers, and nothing of what is asked: paths, bodies, and what a
// backend or a mount is, are package api's. Begin with Client.Do and judge.
//
// # Terminology
//
//   - An exchange is one request and its answer, or a failure where none came.
//   - A try is an exchange with a verdict; a call is a request and all its tries.
//   - A verdict says what a try means for sending the call again: done, refused, again
//     (it is known not to have happened), unknown (it may have), silent (it may yet).
//   - An outcome is a try's verdict together with its answer or failure.
//   - Words are what a service says about a failure; a code is for machines.
//   - A pace counts and spaces out the retries of one operation; naps are the extra
//     tries while a container wakes up.
//   - Place is the endpoint in a form that is safe to show.
//
// # What "did not happen" means
//
// A call may be sent again when it is known not to have happened: the connection was
// refused or never made, or Hoody itself says so with a 429, a 503, or a 409 that
// says when to come back. Calls other than POST may also be sent again when nobody
// knows. For a POST no answer but the API's own word counts: a redirect, a 408, a 502 or
// a gateway's JSON may come after Hoody acted.
package wire
