package embedded

// image returns the program of this process, even if its file has been replaced since
// it was started.
func image() (string, error) { return "/proc/self/exe", nil }
