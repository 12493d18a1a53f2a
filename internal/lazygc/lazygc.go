// Package lazygc lets garbage stand longer than Go does by default. A provider lives
// for seconds, and makes most of its garbage at its start and in single calls: to
// collect it again and again costs more CPU than the memory is worth.
//
// Importing it is enough. It imports almost nothing: Go initialises packages in the
// order of their paths, each as soon as its imports are initialised, so this one comes
// before rclone, whose own initialisation is most of the cost of a start.
package lazygc

import (
	"os"
	"runtime/debug"
)

// percent is how much the heap may grow before it is collected, in percent of what is
// in use; Go's default is 100. A plan of a thousand backends stays below 90 MB.
const percent = 230

func init() {
	if !decided(os.Getenv) {
		debug.SetGCPercent(percent)
	}
}

// decided reports whether one of Go's own variables already says when to collect.
func decided(getenv func(string) string) bool {
	return getenv("GOGC") != "" || getenv("GOMEMLIMIT") != ""
}
