terraform import hoody_mount.example /hoody/mounts/media
