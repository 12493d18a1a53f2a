package embedded

import (
	"strconv"
	"strings"
	"time"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/lib/encoder"
	"github.com/rclone/rclone/lib/env"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// Short names for the types of rclone's options.
type (
	size = fs.SizeSuffix
	bits = encoder.MultiEncoder
	tri  = fs.Tristate
	at   = fs.Time
)

const second = fs.Duration(time.Second)

// revealed is a password that rclone holds obscured.
type revealed string

// handed is the text of an option that rclone's parsed options do not have: it
// ignores the option, or reads it by itself.
type handed string

// An optionFact is what rclone's parsed options hold for a documented field:
// when it is not configured, and when it is set.
type optionFact struct {
	field     string
	unset     any
	set, then any
}

// optionFactsOf are the facts of every documented field of a backend.
func optionFactsOf(b *catalog.Backend) []optionFact {
	var all []optionFact
	for _, f := range facts.Of(b.Name).Fields {
		fact, ok := ownFacts[b.Name+"."+f.Name]
		if !ok {
			fact, ok = ownFacts["*."+f.Name]
		}
		if !ok {
			fact = usualFact(b.Field(f.Name), f)
		}
		fact.field = f.Name
		all = append(all, fact)
	}
	return all
}

// usualFact follows from the field's kind, and when it is unset from its
// documented default: for the embedded engine too, whatever rclone's own is.
func usualFact(f *catalog.Field, documented facts.Field) optionFact {
	text, _ := documented.Default.(string)
	number, _ := documented.Default.(int64)
	switch f.Kind {
	case catalog.Bool:
		set := documented.Default != true
		return optionFact{unset: !set, set: set, then: set}
	case catalog.Int:
		return optionFact{unset: int(number), set: int64(7), then: 7}
	case catalog.Seconds:
		return optionFact{unset: fs.Duration(number) * second, set: int64(90), then: 90 * second}
	case catalog.Size:
		if text == "8388608" {
			return optionFact{unset: size(8 << 20), set: "4194304", then: size(4 << 20)}
		}
		return optionFact{unset: size(whole(text)), set: "8388608", then: size(8 << 20)}
	case catalog.Encoding:
		return optionFact{unset: bits(whole(text)), set: "16842754", then: bits(16842754)}
	case catalog.Words:
		return optionFact{unset: fs.SpaceSepList(nil), set: `a "b c"`, then: fs.SpaceSepList{"a", "b c"}}
	case catalog.List:
		return optionFact{unset: fs.CommaSepList(nil), set: `a,"b,c"`, then: fs.CommaSepList{"a", "b,c"}}
	case catalog.Pairs:
		return optionFact{unset: fs.CommaSepList(nil), set: `a,"b,c"`, then: fs.CommaSepList{"a", "b,c"}}
	case catalog.SizeOrOff:
		return optionFact{unset: size(whole(text)), set: "8388608", then: size(8 << 20)}
	case catalog.Bits:
		names := map[string]string{"0": "off", "1": "read"}
		return optionFact{unset: names[text], set: "write,read", then: "read,write"}
	case catalog.Tristate:
		return optionFact{unset: tri{}, set: "false", then: tri{Valid: true, Value: false}}
	case catalog.Time:
		return optionFact{unset: at{}, set: "2026-01-02T03:04:05Z", then: at(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))}
	default:
		set := "a-" + strings.ReplaceAll(f.Name, "_", "-")
		return optionFact{unset: text, set: set, then: set}
	}
}

// whole reads a documented number; one that is none fails its test as a 0.
func whole(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

// hands is the fact of a text that rclone's parsed options do not have.
func hands(unset, set string) optionFact {
	return optionFact{unset: handed(unset), set: set, then: handed(set)}
}

// obscures is the fact of a password.
func obscures(set string) optionFact {
	return optionFact{unset: "", set: set, then: revealed(set)}
}

// ownFacts do not follow from the field's kind: by backend and field, or for
// every backend that has the field.
var ownFacts = map[string]optionFact{
	"*.description":            hands("", "a-description"),
	"*.memory_pool_flush_time": {unset: handed("60s"), set: int64(90), then: handed("90s")},
	"*.memory_pool_use_mmap":   {unset: handed("false"), set: true, then: handed("true")},

	// The client of OAuth reads them by itself.
	"*.auth_url":           hands("", "a-auth-url"),
	"*.client_credentials": {unset: handed("false"), set: true, then: handed("true")},
	"*.client_id":          hands("", "a-client-id"),
	"*.client_secret":      hands("", "a-client-secret"),
	"*.token":              hands("", "a-token"),
	"*.token_url":          hands("", "a-token-url"),

	"azurefiles.client_id":     {unset: "", set: "a-client-id", then: "a-client-id"},
	"azurefiles.client_secret": {unset: "", set: "a-client-secret", then: "a-client-secret"},
	"azureblob.client_id":      {unset: "", set: "a-client-id", then: "a-client-id"},
	"azureblob.client_secret":  {unset: "", set: "a-client-secret", then: "a-client-secret"},

	"azureblob.client_certificate_password":  obscures("a-client-certificate-password"),
	"azureblob.password":                     obscures("a-password"),
	"azureblob.upload_cutoff":                {unset: handed(""), set: "8388608", then: handed("8388608B")},
	"azurefiles.client_certificate_password": obscures("a-client-certificate-password"),
	"azurefiles.password":                    obscures("a-password"),

	"s3.provider":              {unset: "", set: "Hoody-VFS", then: "Rclone"},
	"s3.sdk_log_mode":          {unset: "Off", set: "Signing,Request", then: "Signing,Request"},
	"s3.role_session_duration": {unset: 0 * second, set: "1h", then: 3600 * second},

	"cloudinary.media_extensions": {unset: mediaExtensions, set: "jpg,png", then: []string{"jpg", "png"}},
	"imagekit.upload_tags":        hands("", "a-upload-tags"),
	"internetarchive.item_metadata": {
		unset: []string{}, set: "title=Cats,mediatype=image", then: []string{"title=Cats", "mediatype=image"},
	},
	"netstorage.secret": obscures("a-secret"),
	"sia.api_password":  obscures("a-api-password"),
	// Nobody is verified without a user.
	"drive.alternate_export": {unset: handed("false"), set: true, then: handed("true")},
	"drive.pacer_min_sleep":  {unset: 100 * fs.Duration(time.Millisecond), set: int64(90), then: 90 * second},
	"box.box_sub_type":       hands("user", "enterprise"),
	"box.box_config_file":    hands("", "a-box-config-file"),
	"pcloud.password":        obscures("a-password"),

	"zoho.tpslimit": {unset: 6.0, set: "5", then: 5.0},

	"google-photos.batch_commit_timeout": {unset: handed("600s"), set: int64(90), then: handed("90s")},

	"jottacloud.encoding": {unset: bits(50435982), set: "16842754", then: bits(16842754)},

	"yandex.token": {unset: "", set: "a-token", then: "a-token"},

	"zoho.list_folder_limit": {unset: 0, set: int64(7), then: 0},

	"pcloud.hostname": {unset: "api.pcloud.com", set: "eapi.pcloud.com", then: "eapi.pcloud.com"},

	"linkbox.token": {unset: "", set: "a-token", then: "a-token"},

	"sftp.user":                     {unset: env.CurrentUser(), set: "deploy", then: "deploy"},
	"sftp.key":                      hands("", "a-key"),
	"sftp.passphrase":               hands("", "a-passphrase"),
	"sftp.password":                 hands("", "a-password"),
	"sftp.key_file_pass":            obscures("a-key-file-pass"),
	"sftp.pass":                     obscures("a-pass"),
	"sftp.port":                     {unset: "22", set: int64(7), then: "7"},
	"webdav.pass":                   obscures("a-pass"),
	"webdav.vendor":                 {unset: "", set: "hoody-vfs", then: "rclone"},
	"webdav.bearer_token_command":   {unset: fs.SpaceSepList(nil), set: "a b", then: fs.SpaceSepList{"a", "b"}},
	"webdav.pacer_min_sleep":        {unset: 10 * fs.Duration(time.Millisecond), set: int64(90), then: 90 * second},
	"ftp.pass":                      obscures("a-pass"),
	"ftp.port":                      {unset: "21", set: int64(7), then: "7"},
	"ftp.user":                      {unset: env.CurrentUser(), set: "deploy", then: "deploy"},
	"smb.pass":                      obscures("a-pass"),
	"smb.port":                      {unset: "445", set: int64(7), then: "7"},
	"smb.user":                      {unset: "", set: "deploy", then: "deploy"},
	"filefabric.token":              {unset: "", set: "a-token", then: "a-token"},
	"koofr.password":                obscures("a-password"),
	"koofr.provider":                {unset: "", set: "digistorage", then: "digistorage"},
	"opendrive.password":            obscures("a-password"),
	"filescom.password":             obscures("a-password"),
	"quatrix.effective_upload_time": {unset: 4 * second, set: "10s", then: 10 * second},
	"ulozto.password":               obscures("a-password"),
	"dropbox.batch_commit_timeout":  {unset: handed("600s"), set: int64(90), then: handed("90s")},
	"dropbox.pacer_min_sleep":       {unset: 10 * fs.Duration(time.Millisecond), set: int64(90), then: 90 * second},
	"dropbox.export_formats":        {unset: fs.CommaSepList{"html", "md"}, set: "md", then: fs.CommaSepList{"md"}},
	"onedrive.client_credentials":   {unset: false, set: true, then: true},
	"onedrive.access_scopes":        {unset: fs.SpaceSepList{"Files.Read", "Files.ReadWrite", "Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "offline_access"}, set: "a b", then: fs.SpaceSepList{"a", "b"}},
	// What a verification does, where nothing says otherwise.
	"sftp.shell_type":   {unset: "none", set: "unix", then: "unix"},
	"sftp.pin_host_key": {unset: true, set: false, then: true},
	"sftp.host_key_algorithms": {
		unset: fs.SpaceSepList{
			"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa",
		},
		set: "ssh-ed25519", then: fs.SpaceSepList{"ssh-ed25519"},
	},
	"mega.pass":                 obscures("a-pass"),
	"mega.password":             hands("", "a-password"),
	"linkbox.password":          obscures("a-password"),
	"linkbox.web_token":         {unset: "", set: "a-web-token", then: ""}, // a session would hide a wrong password
	"pikpak.pass":               obscures("a-pass"),
	"mailru.pass":               obscures("a-pass"),
	"mailru.token":              {unset: handed(""), set: "a-token", then: handed("")}, // so would a token
	"mailru.auth_url":           hands("", "a-auth-url"),
	"mailru.token_url":          hands("", "a-token-url"),
	"mailru.client_id":          hands("", "a-client-id"),
	"mailru.client_secret":      hands("", "a-client-secret"),
	"mailru.client_credentials": {unset: handed("false"), set: true, then: handed("true")},
	// Nothing says which version of the service it is, so rclone's own stands.
	"seafile.encoding":          {unset: bits(50405386), set: "16842754", then: bits(16842754)},
	"pikpak.upload_concurrency": {unset: 4, set: int64(7), then: 7},
	"seafile.create_library":    {unset: false, set: true, then: false}, // which a verification never does
	"seafile.pass":              obscures("a-pass"),
	"seafile.library_key":       obscures("a-library-key"),
	"storj.provider":            hands("existing", "a-provider"),
	"tardigrade.provider":       hands("existing", "a-provider"),
}

var mediaExtensions = []string{
	"3ds", "3g2", "3gp", "ai", "arw", "avi", "avif", "bmp", "bw", "cr2", "cr3", "djvu", "dng", "eps3", "fbx", "flif", "flv",
	"gif", "glb", "gltf", "hdp", "heic", "heif", "ico", "indd", "jp2", "jpe", "jpeg", "jpg", "jxl", "jxr", "m2ts", "mov",
	"mp4", "mpeg", "mts", "mxf", "obj", "ogv", "pdf", "ply", "png", "psd", "svg", "tga", "tif", "tiff", "ts", "u3ma", "usdz",
	"wdp", "webm", "webp", "wmv",
}
