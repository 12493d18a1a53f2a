package mounts

import "testing"

func TestIsAt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		asked, absolute string
		want            bool
	}{
		{"photos", "/hoody/mounts/photos", true},
		{"./a/../photos/", "/hoody/mounts/photos", true},
		{"2024/photos", "/hoody/mounts/2024/photos", true},
		{"/hoody/mounts/photos/", "/hoody/mounts/photos", true},
		{"/hoody/mounts/photos", "/hoody/mounts/photos/", true},
		{"photos", "/photos", true},
		{"photos", "/hoody/mounts/myphotos", false},
		{"/photos", "/hoody/mounts/photos", false},
		{"../photos", "/hoody/photos", false},
		{"photos", "/hoody/mounts/photos/2024", false},
		{"Photos", "/hoody/mounts/photos", false},
	} {
		if got := isAt(c.asked, c.absolute); got != c.want {
			t.Errorf("%q at %q: %t", c.asked, c.absolute, got)
		}
	}
}
