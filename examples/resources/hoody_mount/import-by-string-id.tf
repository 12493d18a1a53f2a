import {
  to = hoody_mount.example
  id = "mnt_4f7a1c9e2b6d8035"
}
