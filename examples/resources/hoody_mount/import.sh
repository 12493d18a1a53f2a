# By its path; the id that Hoody gave the mount does as well.
terraform import hoody_mount.example /hoody/mounts/media
