// Package quarantine keeps the environment of the person who runs Terraform away from
// rclone. It has nothing to call: importing it is enough. It is one small file.
//
// The packages of rclone read the environment while they are initialised, long before
// main: a stray RCLONE_TIMEOUT=xyz ends the process, and without RCLONE_CONFIG a
// folder appears in the home directory. Go initialises packages that are ready in the
// order of their import paths. This one is ready as soon as package os is, which must
// therefore remain its only import. Everything that imports rclone imports this
// package too.
//
// The rest of the environment stays as it is: env_auth, profile and default key
// files are documented ways to authenticate.
package quarantine

import "os"

func init() {
	for _, entry := range os.Environ() {
		if name := nameOf(entry); isRclone(name) {
			_ = os.Unsetenv(name)
		}
	}
	_ = os.Setenv("RCLONE_CONFIG", "")
}

// nameOf returns the name in an entry NAME=value. On Windows a name may begin with an
// equals sign.
func nameOf(entry string) string {
	for i := 1; i < len(entry); i++ {
		if entry[i] == '=' {
			return entry[:i]
		}
	}
	return entry
}

// isRclone reports whether rclone reads the variable. It ignores case: on Windows the
// case of a name does not matter, and a person does not expect it to.
func isRclone(name string) bool {
	return hasPrefixFold(name, "RCLONE_") || hasPrefixFold(name, "_RCLONE_CONFIG_KEY_FILE")
}

// hasPrefixFold is strings.HasPrefix without regard to case; the prefix must be in
// upper case. Package strings would have to be initialised first.
func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}
