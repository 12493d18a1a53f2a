package engine

// A Phase is what a status means for a caller that waits for a mount.
type Phase uint8

const (
	// Unclear is a status that no version documents: nobody knows what follows it.
	Unclear Phase = iota
	// Rising is on its way up.
	Rising
	// Up works, as a mount should.
	Up
	// Failed is there and does not work. Changing its settings repairs it.
	Failed
	// Falling is on its way down: somebody is removing it.
	Falling
	// Down counts as not there.
	Down
)

// phases has the statuses of all versions of Hoody.
var phases = map[string]Phase{
	"starting": Rising, "mounting": Rising,
	"active": Up,
	"error":  Failed, "failed": Failed,
	"stopping": Falling, "unmounting": Falling,
	"unmounted": Down,
}

// PhaseOf returns what a status means.
func PhaseOf(status string) Phase { return phases[status] }

// Phase returns what the mount's status means.
func (m Mount) Phase() Phase { return phases[m.Status] }
