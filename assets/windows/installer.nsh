; Registers candor: for all users, since electron-builder's NSIS target heeds no protocols; electron-builder.yml includes this.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\candor" "" "URL:Candor meeting"
  WriteRegStr SHELL_CONTEXT "Software\Classes\candor" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\candor\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  ; After -- a link is no switch, whatever it holds: as in electron/shell/links.ts.
  WriteRegStr SHELL_CONTEXT "Software\Classes\candor\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--" "%1"'
!macroend

!macro customUnInstall
  ; Only what opens this very installation: another program may have taken the links over since.
  !insertmacro forgetLinks SHELL_CONTEXT
  !insertmacro forgetLinks HKCU
!macroend

!macro forgetLinks ROOT
  ReadRegStr $R0 ${ROOT} "Software\Classes\candor\shell\open\command" ""
  StrCpy $R1 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
  StrLen $R2 $R1
  StrCpy $R0 $R0 $R2
  ${if} $R0 == $R1
    DeleteRegKey ${ROOT} "Software\Classes\candor"
  ${endif}
!macroend
