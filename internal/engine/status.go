package engine

// A Phase is what a status means for a caller that waits for a mount.
type Phase uint8

const (
	// Unclear is a status that no version documents: nobody knows what follows it.
	Unclear Phase = iota
	// Rising is on its way up.
	Rising
	// Up is what a mount is for.
	Up
	// Failed is there and does not work. A change of its settings repairs it.
	Failed
	// Falling is on its way down: somebody removes it.
	Falling
	// Down is as good as not there.
	Down
)

// phases are the statuses of all versions of Hoody.
var phases = map[string]Phase{
	"starting": Rising, "mounting": Rising,
	"active": Up,
	"error":  Failed, "failed": Failed,
	"stopping": Falling, "unmounting": Falling,
	"unmounted": Down,
}

// PhaseOf is what a status means.
func PhaseOf(status string) Phase { return phases[status] }

// Phase is what the mount's status means.
func (m Mount) Phase() Phase { return phases[m.Status] }
