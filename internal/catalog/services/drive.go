package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

// What people choose for pieces of metadata.
const metadataChoice = "`off`, or one or more of `read`, `write` and `failok` (what cannot be written is no error) " +
	"with commas between them; `0` is `off`, and `1` is `read`."

var drive = catalog.Backend{
	Name:  "drive",
	Title: "Google Drive",
	Doc: "The files of a Google account, a shared drive, or what was shared with a service account. Sign in with a " +
		"token of your own account or with the key of a service account.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "acknowledge_abuse", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Also reads files that Google takes for malware and otherwise refuses (`cannotDownloadAbusiveFile`). " +
				"Only their owner may.",
		},
		{
			Name: "allow_import_name_change", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Lets a file that becomes a Google document get another extension, such as `.docx` for `.doc`. Programs that " +
				"compare names then upload it every time.",
		},
		{
			Name: "alternate_export", Kind: catalog.Bool, Deprecated: "It has no effect; remove it from the configuration.",
			Doc: "Formerly another way to read Google documents. There is one way now that always works.",
		},
		{
			Name: "auth_owner_only", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows only files that the account itself owns, and none that others have put into its folders.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "8388608", Least: 262144, PowerOfTwo: true,
			Doc: "Size in bytes of the parts in which large files are uploaded, a power of two of at least 256 KiB. Larger ones " +
				"are faster; each upload holds one of them in memory.",
		},
		{
			Name: "copy_shortcut_content", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Copies what a shortcut leads to in place of the shortcut, when a file is copied within Drive.",
		},
		parts.Description,
		{
			Name: "disable_http2", Kind: catalog.Bool, Default: true,
			Doc: "Speaks HTTP/1.1 with Google, because long transfers to Drive over HTTP/2 have stalled.",
		},
		parts.Encoding("16777216"),
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set `service_account_credentials`, the key of a service account."},
			Doc: "Takes the credentials that Google's libraries find where the engine runs: " +
				"`GOOGLE_APPLICATION_CREDENTIALS`, the login of `gcloud`, or the machine's own account. The key of a service account takes precedence.",
		},
		{
			Name: "export_formats", Free: true, Group: catalog.Transfer, Default: exportFormats,
			Doc: "Formats in which Google documents are read, with commas between them and the best one first: a document is " +
				"seen as a file with the first extension that it can have.",
		},
		{
			Name: "fast_list_bug_fix", Group: catalog.Listing, Kind: catalog.Bool, Default: true,
			Doc: "Asks once more for folders that come back empty when many are listed at once, since Google then leaves some out.",
		},
		{
			Name: "formats", Free: true, Deprecated: "It is the old name of export_formats; use that.",
			Doc: "Formerly what `export_formats` is now. Only one of them can be set.",
		},
		{
			Name: "impersonate", Group: catalog.Authentication,
			Doc: "User of a Workspace domain, as an email address, whose files a service account uses. The domain's " +
				"administrator must have allowed the account to.",
		},
		{
			Name: "import_formats", Free: true, Group: catalog.Transfer,
			Doc: "Extensions of files that become Google documents when they are written, with commas between them. Empty " +
				"stores all files as they are.",
		},
		{
			Name: "keep_revision_forever", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Keeps every version of a file that is written, which counts against the account's space. Google removes old " +
				"ones after 30 days otherwise.",
		},
		{
			Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int, Default: 1000, Most: 1000,
			Doc: "Number of files in one answer to a listing, from 100 to 1000. `0` leaves it to Google.",
		},
		{
			Name: "metadata_labels", Kind: catalog.Bits, Default: "0",
			Doc: "What is done with the labels of files, where metadata is copied: " + metadataChoice,
		},
		{
			Name: "metadata_owner", Kind: catalog.Bits, Default: "1",
			Doc: "What is done with the owners of files, where metadata is copied: " + metadataChoice,
		},
		{
			Name: "metadata_permissions", Kind: catalog.Bits, Default: "0",
			Doc: "What is done with the permissions of files, where metadata is copied: " + metadataChoice,
		},
		{
			Name: "pacer_burst", Kind: catalog.Int, Default: 100,
			Doc: "Number of requests that may follow each other without a pause, before `pacer_min_sleep` counts.",
		},
		{
			Name: "pacer_min_sleep", Kind: catalog.Seconds, Rounded: true,
			Doc: "Minimum number of seconds between two requests, for a quota that is often reached. `0` is Hoody's own pace.",
		},
		{
			Name: "resource_key", Group: catalog.Authentication, Carries: true,
			Doc: "Resource key of the folder in `root_folder_id`, for one that was shared by an old link. It is in the link, " +
				"after `resourcekey=`.",
		},
		{
			Name: "root_folder_id", Shape: catalog.LastOfAddress, Group: catalog.Authentication,
			Doc: "Id of the folder to show as the root, which is the end of its address in a browser. Empty is the whole drive.",
		},
		{
			Name: "scope", Group: catalog.Authentication,
			Known: []string{"drive", "drive.readonly", "drive.file", "drive.appfolder", "drive.metadata.readonly"},
			Doc: "What the account is used for, with commas between several: all (`drive`), reading, files that Hoody has made " +
				"itself, a hidden folder of its own, or names alone. Empty is `drive`. A token has the scope that it was " +
				"issued with, whatever this says.",
		},
		{
			Name: "server_side_across_configs", Group: catalog.Transfer, Kind: catalog.Bool,
			Deprecated: "It is for copies between two backends, which Hoody does not make; remove it.",
			Doc:        "Formerly let Drive itself copy files between two of its accounts.",
		},
		{
			Name: "service_account_credentials", Shape: serviceAccount, Group: catalog.Authentication, Kind: catalog.JSON, Secret: true, Rotates: true,
			Doc: "Key of a service account, as the JSON document that Google made. The account sees what was shared with its " +
				"address, or with `impersonate` what that user sees.",
		},
		{
			Name: "service_account_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `service_account_credentials` to what is in the file."},
			Doc:       "Path, on the machine where the engine runs, of a file with such a key.",
		},
		{
			Name: "shared_with_me", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows what others have shared with the account, in place of its own files.",
		},
		{
			Name: "show_all_gdocs", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows Google documents of all kinds, with those that cannot be read in any format.",
		},
		{
			Name: "size_as_quota", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Gives as the size of each file how much of the account's space it takes, old versions included, and not its size. Files " +
				"cannot be compared by size then.",
		},
		{
			Name: "skip_checksum_gphotos", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Ignores the checksums of pictures and films that came from Google Photos, where Google gives wrong ones.",
		},
		{
			Name: "skip_dangling_shortcuts", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out shortcuts whose target is gone.",
		},
		{
			Name: "skip_gdocs", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out Google documents, such as those of Docs, Sheets and Slides.",
		},
		{
			Name: "skip_shortcuts", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out shortcuts. Otherwise they are seen as what they lead to.",
		},
		{
			Name: "starred_only", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows only what has a star in Drive.",
		},
		{
			Name: "stop_on_download_limit", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Stops, and does not try again, once Google says that the day's limit of downloads is reached.",
		},
		{
			Name: "stop_on_upload_limit", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Stops, and does not try again, once Google says that the day's limit of uploads, 750 GiB, is reached.",
		},
		{
			Name: "team_drive", Shape: catalog.LastOfAddress, Group: catalog.Authentication,
			Doc: "Id of a shared drive to show in place of the account's own. It is the end of the drive's address in a browser.",
		},
		{
			Name: "trashed_only", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows only what is in the trash, in the folders where it was.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "8388608",
			Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`.",
		},
		{
			Name: "use_created_date", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows when a file was created in place of when it was last changed.",
		},
		{
			Name: "use_shared_date", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows when a file was shared with the account in place of when it was last changed. `use_created_date` takes precedence.",
		},
		{
			Name: "use_trash", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Moves what is removed to the trash. `false` removes it for good.",
		},
		{
			Name: "v2_download_min_size", Group: catalog.Transfer, Kind: catalog.SizeOrOff, Default: "-1",
			Doc: "Size in bytes above which files are read with version 2 of Google's API, for old quotas. `-1` (or `off`) is never.",
		},
		{
			Name: "metadata_enforce_expansive_access", Kind: catalog.Bool, Since: catalog.October,
			Doc: "Removes access under Google's new rules, where permissions are written with `metadata_permissions`. Google " +
				"will do so for everyone.",
		},
	}, parts.OAuth),
	Ways: slices.Concat([]catalog.Way{
		{
			Name: "Service account", Fields: []string{"service_account_credentials"},
			With: []string{"impersonate", "scope", "team_drive", "root_folder_id"},
			Doc:  "The usual way for programs: its key does not expire. Share the folder, or the shared drive, with its address.",
		},
		{
			Name: "Service account, from a file", Fields: []string{"service_account_file"},
			With: []string{"impersonate", "scope", "team_drive", "root_folder_id"},
			Doc:  "The same with a file on the machine where the engine runs.",
		},
	}, parts.OAuthWays, []catalog.Way{
		{
			Name: "Environment", Fields: []string{"env_auth"}, With: []string{"scope", "team_drive", "root_folder_id"},
			Doc: "What Google's libraries find where the engine runs, such as the machine's own account.",
		},
	}),
	Rules: slices.Concat(
		parts.OAuthRules("token", "service_account_credentials", "service_account_file", "env_auth", "client_credentials"),
		[]catalog.Rule{
			{If: "impersonate", AnyOf: []string{"service_account_credentials", "service_account_file"}, Idle: true,
				Because: "Only a service account can use the files of another user."},
			{If: "resource_key", Needs: []string{"root_folder_id"}, Idle: true, Because: "It is the key of that folder."},
			{OnlyOne: []string{"formats", "export_formats"}, Case: hasOwnExportFormats,
				Because: "They are one list by two names."},
			{If: "use_shared_date", Without: []string{"use_created_date"}, Because: "A file has one time."},
			{If: "metadata_enforce_expansive_access", Needs: []string{"metadata_permissions"}, Idle: true,
				Because: "Access is removed only where permissions are written."},
			{OnlyOne: []string{"service_account_credentials", "service_account_file"}, Because: "They are one key, as text and in a file."},
		}),
	Verified: "It signs in and lists the root or `verify_path`. An access token that has expired is renewed for that, " +
		"which Google does as often as it is asked, and the result is not kept.",
	VerifiedWrite: "With `use_trash` the few bytes that it wrote are then in the trash.",
}

// exportFormats are the documented default, with which the old name of the field may be set.
const exportFormats = "docx,xlsx,pptx,svg"

func hasOwnExportFormats(c catalog.Config) bool {
	return c.Values["export_formats"] != exportFormats
}
