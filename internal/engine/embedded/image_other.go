//go:build !linux

package embedded

import "os"

// image returns the file that this process was started from.
func image() (string, error) { return os.Executable() }
