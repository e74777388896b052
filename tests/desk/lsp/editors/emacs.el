;;; Emacs without a window: opens a text with eglot, types, fixes; writes what it saw as JSON.  -*- lexical-binding: t -*-
(require 'package)
(package-initialize)
(require 'eglot)
(require 'json)

(defvar mtcheck-saw nil)

(defun mtcheck-waited (what condition)
  "Wait until CONDITION gives something, and return that; WHAT is for the message when it never does."
  (let ((end (+ (float-time) 60)) found)
    (while (not (setq found (funcall condition)))
      (when (> (float-time) end) (error "Never came: %s" what))
      (flymake-start)
      (accept-process-output nil 0.1))
    found))

(defun mtcheck-marked ()
  "Return the words that are marked."
  (mapcar (lambda (one) (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))
          (flymake-diagnostics)))

(defun mtcheck-act (title at)
  "Do what the code action that begins with TITLE does AT a place."
  (let ((action (seq-find (lambda (one) (string-prefix-p title (plist-get one :title))) (eglot-code-actions at at))))
    (unless action (error "No action %s" title))
    (if (plist-get action :edit)
        (eglot--apply-workspace-edit (plist-get action :edit))
      (let ((command (plist-get action :command)))
        (eglot-execute-command (eglot-current-server) (intern (plist-get command :command)) (plist-get command :arguments))))))

(condition-case problem
    (progn
      (setq eglot-confirm-server-initiated-edits nil eglot-sync-connect 60)
      (add-to-list 'eglot-server-programs (cons 'text-mode (split-string (getenv "MTCHECK_COMMAND"))))
      (find-file (getenv "MTCHECK_FILE"))
      (text-mode)
      (apply #'eglot (eglot--guess-contact))
      (mtcheck-waited "findings" (lambda () (= 2 (length (mtcheck-marked)))))
      (push (cons "opened" (vconcat (mtcheck-marked))) mtcheck-saw)
      (goto-char (point-min))
      (insert "🎉 Zoë — ")
      (eglot--signal-textDocument/didChange)
      (mtcheck-waited "findings after typing"
                      (lambda () (and (= 2 (length (mtcheck-marked))) (equal "once morest" (car (mtcheck-marked))))))
      (push (cons "typed" (vconcat (mtcheck-marked))) mtcheck-saw)
      (goto-char (point-min))
      (search-forward "once")
      (mtcheck-act "Replace with “against”" (point))
      (push (cons "fixed" (vconcat (split-string (buffer-string) "\n" t))) mtcheck-saw)
      (eglot--signal-textDocument/didChange)
      (search-forward "once")
      (mtcheck-act "Ignore here: in a quotation" (point))
      (mtcheck-waited "what is ignored" (lambda () (null (mtcheck-marked))))
      (eglot-shutdown (eglot-current-server)))
  (error (push (cons "problem" (format "%S" problem)) mtcheck-saw)))
(let ((coding-system-for-write 'utf-8))
  (write-region (json-encode mtcheck-saw) nil (getenv "MTCHECK_OUT")))
