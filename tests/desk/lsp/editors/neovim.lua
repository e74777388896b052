-- Neovim without a window: opens a text, types, fixes and ignores as a person does; writes what it saw as JSON.
local command, file, out = vim.split(vim.env.MTCHECK_COMMAND, ' '), vim.env.MTCHECK_FILE, vim.env.MTCHECK_OUT
local saw = {}

local function waited(what, condition)
  if not vim.wait(60000, condition, 20) then error('never came: ' .. what) end
end

local function marked()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
    table.insert(found, { one.code, line:sub(one.col + 1, one.end_col) })
  end
  return found
end

vim.lsp.commands['mtcheck.ignore'] = function(chosen, context)
  vim.ui.input({ prompt = 'Why is it to stay? ' }, function(reason)
    if not reason or reason == '' then return end
    local arguments = vim.list_extend(vim.deepcopy(chosen.arguments), { reason })
    vim.lsp.get_client_by_id(context.client_id).request('workspace/executeCommand', { command = chosen.command, arguments = arguments })
  end)
end
vim.ui.input = function(_, answered) answered('in a quotation') end
vim.ui.select = function(items, options, chosen)
  for at, item in ipairs(items) do
    if options.format_item(item):find(vim.g.wanted, 1, true) then return chosen(item, at) end
  end
  error('no action ' .. vim.g.wanted)
end

local function act(wanted, line, column)
  vim.g.wanted = wanted
  vim.api.nvim_win_set_cursor(0, { line, column })
  vim.lsp.buf.code_action()
end

local ok, problem = pcall(function()
  vim.cmd('edit ' .. file)
  local client = vim.lsp.start_client({ name = 'mtcheck', cmd = command, root_dir = vim.fn.fnamemodify(file, ':h') })
  vim.lsp.buf_attach_client(0, client)
  waited('findings', function() return #marked() == 2 end)
  saw.opened = marked()
  vim.api.nvim_buf_set_text(0, 0, 0, 0, 0, { '🎉 Zoë — ' })
  vim.wait(500)
  waited('findings after typing', function() return #marked() == 2 end)
  saw.typed = marked()
  local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 0, character = 30 } }, 10000)
  saw.hover = hover[client].result.contents.value
  act('Replace with “against”', 1, 30)
  waited('the fix', function() return #marked() == 1 end)
  saw.fixed = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  act('Ignore here because', 2, 16)
  waited('what is ignored', function() return #marked() == 0 end)
  vim.lsp.stop_client(client)
end)
saw.problem = not ok and tostring(problem) or nil
vim.fn.writefile({ vim.fn.json_encode(saw) }, out)
vim.cmd('qall!')
