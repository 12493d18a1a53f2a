// Package api connects backends and mounts them through the Hoody storage API, over
// HTTP. It knows no Terraform.
//
// It repeats what may be repeated, never leaves anything behind that nobody knows of,
// reads all backends at once, and shows no secret. Begin with Engine, and read below
// about lost answers first.
//
// # A create whose answer is lost
//
// No call of the API has a key that would make it safe to send twice. So a POST whose
// answer is lost is the one call after which nobody knows what is there: sending it
// again may make a second backend, and not sending it again may leave an orphan that
// costs money and that no state has.
//
// Clocks do not help. Hoody's clock, its proxy's and this machine's differ, and a
// container that slept is minutes behind. What helps is to know what was there before.
// A run lists once before its first create (a refresh's list will do, and a hundred
// creates share it); if that list fails, nothing is sent. After a lost answer, a thing
// may be the create's if a list shows it now, no answer showed it before the create
// was sent, no create of this process was given it, it is of the create's type, it is
// not mounted, and it contradicts nothing in the configuration.
//
// What a list shows may also belong to another create of this process that has not had
// its answer yet. So before a look claims anything, it waits for the answers that were
// still outstanding when its list came.
//
// What happens next depends on how the answer was lost:
//
//   - A broken connection, or a gateway's answer: the request arrived or it did
//     not. The create looks at once, and again 5 seconds later, since a service may
//     still act on what it has received. Only if neither look shows anything new is
//     the create sent again.
//   - Silence: the time for one try ended. Hoody may be at work, and need longer
//     than anybody allows. The create is never sent again; the list is read until the
//     operation's time ends, and the error names request_timeout.
//
// What was found is named in an error, with an import block and the command that
// removes it. Nothing is adopted unless adopt_lost_creates says so and exactly one
// candidate matches all that Hoody shows: another run of the same module may have made
// it at that moment, and a destroy would remove theirs. When a create was sent twice
// and succeeded, the list is read until it shows the new thing: a list that lacks it
// lags, and proves nothing. Anything else that is new by then is named in a warning.
//
// Once sent, a create and the search for it outlive the operation's context, for a
// bounded time. One Ctrl-C cancels that context, and Terraform waits for the provider.
//
// Package lost has all of this, for backends and mounts alike; package things
// translates it to HTTP.
//
// # What counts as gone
//
// A gateway without a route answers 404 to everything, in words that look like the
// API's. So a 404 counts only beside a list that succeeded and lacks the id. When a
// list fails, everybody who reads gets its error and nothing is called gone: an outage
// costs a refresh one list and one retry, however many backends there are.
//
// # Rooms
//
//	api             the calls about backends, what a refusal blames, and this narrative
//	address         where Hoody is, and which hosts may be given which credentials
//	internal/wire   HTTP: a call, its tries, what an answer means, and what failures say
//	internal/lost   creates whose answer is lost; knows no service
//	internal/shared a list that many reads share; knows no service
//	internal/containers the account's containers, listed once for all that resources name
//	internal/things what backends and mounts have in common: lost and shared, over wire
//	internal/mounts the calls about mounts, and those that a rotation removes for a while
//
// # Terminology
//
//   - A call is a request and all its tries; an outcome is how the last of them ended.
//     Package wire has these and their like.
//   - A thing is a backend or a mount; a kind is all things of one kind.
//   - A list is shared by the reads of a moment; a listing is one answer of it.
//   - To look is to list for a lost create; a search is all looks for one.
//   - A ledger is what this process saw, made, and may have made.
//   - Found is what a search found; a stray is one of these that no state has.
//   - Away is a mount that a rotation removed for a while.
package api
