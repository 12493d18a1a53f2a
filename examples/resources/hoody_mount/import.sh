# By the id that the service gave the mount.
terraform import hoody_mount.example mnt_4f7a1c9e2b6d8035
