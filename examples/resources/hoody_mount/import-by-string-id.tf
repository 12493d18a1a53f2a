import {
  to = hoody_mount.example
  id = "/hoody/mounts/media"
}
