package embedded

import (
	"context"
	"errors"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// defaultMaxMemory bounds the memory of one child, in bytes.
const defaultMaxMemory = 512 << 20

// MinMaxMemory is what a child needs for answers of an ordinary size, in bytes.
const MinMaxMemory = 128 << 20

// errTooLarge says that a verification took more memory than it may: the storage's
// answer does not end, or unpacks to too much.
var errTooLarge = errors.New("the answer is too large")

// watchEvery is how often to check the memory. A network can fill some ten megabytes
// in that time.
const watchEvery = 5 * time.Millisecond

// boundMemory ends a context with errTooLarge before the process holds more than that
// many bytes: at half of it, since a growing buffer exists twice for a moment. Garbage
// is collected well before that.
func boundMemory(ctx context.Context, most int64, cancel context.CancelCauseFunc) {
	if most == 0 {
		most = defaultMaxMemory
	}
	debug.SetMemoryLimit(most / 8 * 3)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if memory() > most/2 {
				cancel(errTooLarge)
				return
			}
		}
	}
}

// memory returns what the process holds, in bytes: what Go has, less what it gave back
// to the system.
func memory() int64 {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(held)
	return int64(held[0].Value.Uint64() - held[1].Value.Uint64())
}
