package embedded

// image is the program of this process, whatever has taken the place of its file
// since it was started.
func image() (string, error) { return "/proc/self/exe", nil }
