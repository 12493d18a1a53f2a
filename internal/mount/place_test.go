package mount

import "testing"

func TestIsSamePlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		asked, before, absolute string
		want                    bool
	}{
		{"media", "media", "/hoody/mounts/media", true},
		{"./media/", "media", "/hoody/mounts/media", true},
		{"/hoody/mounts/media", "media", "/hoody/mounts/media", true},
		{"/hoody/mounts/media/", "media", "/hoody/mounts/media", true},
		{"/hoody/mounts/permanent/media", "media", "/hoody/mounts/media", false},
		{"films", "media", "/hoody/mounts/media", false},
		{"edia", "media", "/hoody/mounts/media", false},
		// Where it was relative before, the folder is known.
		{"b", "a/b", "/hoody/mounts/a/b", false},
		{"mounts/a/b", "a/b", "/hoody/mounts/a/b", false},
		// Where it was absolute, chosen by Hoody, or imported, it is not.
		{"media", "/hoody/mounts/media", "/hoody/mounts/media", true},
		{"media", "/hoody/mounts/permanent/media", "/hoody/mounts/permanent/media", true},
		{"permanent/media", "/hoody/mounts/permanent/media", "/hoody/mounts/permanent/media", true},
		{"b", "/hoody/mounts/a/b", "/hoody/mounts/a/b", false},
		{"media", "/srv/volumes/media", "/srv/volumes/media", true},
		{"edia", "/hoody/mounts/media", "/hoody/mounts/media", false},
		{"/media", "/hoody/mounts/media", "/hoody/mounts/media", false},
	} {
		if got := isSamePlace(c.asked, c.before, c.absolute); got != c.want {
			t.Errorf("%q for %q at %s: same %t, want %t", c.asked, c.before, c.absolute, got, c.want)
		}
	}
}
