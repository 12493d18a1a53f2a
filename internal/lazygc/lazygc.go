// Package lazygc lets garbage stand longer than Go does by itself. A provider
// lives for seconds, and most of its garbage is made at its start and by single
// calls: to collect it again and again costs more CPU than the memory is worth.
//
// It works by being imported, and imports nearly nothing: packages are initialised
// in the order of their paths as soon as what they import is, so that it comes
// before rclone, whose own initialisation is most of what a start costs.
package lazygc

import (
	"os"
	"runtime/debug"
)

// percent is how much the heap may grow before it is collected, in percent of what
// is alive; Go's own is 100. A plan of a thousand backends stays below 90 MB.
const percent = 230

func init() {
	if !decided(os.Getenv) {
		debug.SetGCPercent(percent)
	}
}

// decided reports whether one of Go's own variables says when to collect.
func decided(getenv func(string) string) bool {
	return getenv("GOGC") != "" || getenv("GOMEMLIMIT") != ""
}
