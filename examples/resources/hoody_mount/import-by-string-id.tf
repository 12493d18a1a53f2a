import {
  to = hoody_mount.example
  id = "mount_0123456789abcdef0123456789abcdef"
}
