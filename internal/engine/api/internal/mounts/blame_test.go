package mounts

import "testing"

func TestBlameMount(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"Mount path must be under the configured mount directory /hoody/mounts": "mount_path",
		"Mount path already exists: /hoody/mounts/label":                        "mount_path",
		"Invalid request: mount path is taken":                                  "mount_path",
		"Field 'mount_path' must be of type string":                             "mount_path",
		"Backend not found (BACKEND_NOT_FOUND)":                                 "backend_id",
		"Missing required field 'backend_id'":                                   "backend_id",
		"Field 'vfs_config.cache_mode' must be one of off, full":                "cache_mode",
		"Field 'cache_max_age' must be seconds or a duration":                   "cache_max_age",
		"dir_cache_time: too long":                                              "dir_cache_time",
		"cache_max_size: too small":                                             "cache_max_size",
		"Field 'vfs_config' must be an object":                                  "vfs_config",
		"Field 'label' must be of type string":                                  "label",
		"'cache_max_size' needs 'cache_mode'":                                   "",
		"The label is unlabelled":                                               "",
		"Storage unavailable":                                                   "",
		"The directory mount_path cannot be made":                               "",
		"In use": "",
		"":       "",
	} {
		if got := blameMount(message); got != want {
			t.Errorf("%q blames %q, want %q", message, got, want)
		}
	}
}
